"""Where the person takes part, was asked or was invited, and what they answered there."""

from django.utils.translation import gettext_lazy as _

from foundation.text.data_package import plain_value
from home.access_exports.personal.columns import ANSWER, STATE, TEXT, WHAT, WHEN, WHERE, meeting, parts
from home.access_exports.personal.registry import DisclosedColumn, disclose
from meetings.questionnaires.models import Respondent

MEETING = ("meeting__unit", "meeting__cycle")

disclose(
    "deltager", _("Participant of meetings"), "meetings.Participant",
    [meeting("meeting"), "name", "email", "role", "requirement", "attendance", "invited_at", "reply", "reply_note",
     "replied_at", ("reminded_at", _("Reminded"))],
    by=("user",), emails=("email",), fields=("name",), related=MEETING,
    note=_("The name of a substitute whom the person proposed is that of somebody else."),
)  # fmt: skip
disclose(
    "stedfortraeder", _("Proposed as a substitute"), "meetings.Participant",
    [meeting("meeting"), "substitute_name", "substitute_email"], emails=("substitute_email",),
    fields=("substitute_name",), related=MEETING,
)  # fmt: skip
disclose(
    "indkaldelser", _("Meetings that the person convened"), "meetings.MeetingPage",
    [meeting(""), ("invited_at", WHEN)], by=("invited_by",), related=("unit", "cycle"),
)  # fmt: skip
disclose(
    "forberedelse", _("Preparation meetings"), "meetings.PreparationStep",
    [meeting("meeting"), "title", "planned_on", "place", ("done_at", _("Noted as held"))],
    by=("people", "done_by"), related=MEETING,
)  # fmt: skip
disclose(
    "opfoelgningssamtaler", _("Follow-up talks"), "meetings.FollowUpTalk",
    [meeting("meeting"), "planned_on", "place", "held_on"], by=("people", "held_by"), related=MEETING,
    note=_("What was written at the talk belongs to the meeting, and is in the extract about that."),
)  # fmt: skip
disclose(
    "moede-paa-skaerm", _("Meetings that the person led on the screen"), "meetings.LiveMeeting",
    [meeting("meeting"), ("began_at", _("From")), ("ended_at", _("Until"))], by=("chair",), related=MEETING,
)  # fmt: skip
disclose(
    "referat-til-gennemlaesning", _("Drafts of minutes that were sent to the person"), "meetings.RoundReader",
    [meeting("round.minutes.meeting"), ("round.started_at", _("Sent")), ("done_at", _("Said to be done"))],
    by=("participant__user",), emails=("participant__email",),
    related=("round__minutes__meeting__unit", "round__minutes__meeting__cycle"),
)  # fmt: skip
disclose(
    "bemaerkninger", _("Remarks on minutes"), "meetings.Remark",
    [meeting("round.minutes.meeting"), "text", ("written_at", WHEN), "answer", "is_taken_in",
     ("choice", _("The person's choice"))],
    by=("participant__user",), emails=("participant__email",),
    related=("round__minutes__meeting__unit", "round__minutes__meeting__cycle"),
)  # fmt: skip
disclose(
    "svar-paa-bemaerkninger", _("Remarks that the person answered"), "meetings.Remark",
    [meeting("round.minutes.meeting"), "answer", ("answered_at", WHEN)], by=("answered_by",),
    related=("round__minutes__meeting__unit", "round__minutes__meeting__cycle"),
    note=_("The remark itself is somebody else's."),
)  # fmt: skip


def _answers(row: Respondent) -> str:
    """By the wording of the questions; empty where names are not asked for."""
    if row.answer is None or not row.round.questionnaire.is_named:
        return ""
    asked = {one.clean_name: one.label for one in row.round.questionnaire.questions.all()}
    return "\n".join(f"{asked.get(key, key)}: {plain_value(value)}" for key, value in row.answer.values.items())


disclose(
    "spoergeskemaer", _("Questionnaires that the person was asked"), "meetings.Respondent",
    [meeting("round.meeting"), ("round.questionnaire.title", WHAT), DisclosedColumn(ANSWER, _answers)],
    by=("user", "participant__user"), emails=("participant__email",),
    related=("answer", "round__questionnaire", "round__meeting__unit", "round__meeting__cycle"),
    prefetched=("round__questionnaire__questions",),
    note=_("Answers that were given without names are not joined with the person here either."),
)  # fmt: skip
disclose(
    "forumdage", _("Invited to forum days"), "meetings.ForumInvitee",
    [("day.title", WHERE), "name", "email", "invited_at", "reply", "reply_note", "replied_at"],
    by=("user",), emails=("email",), fields=("name",), related=("day",),
)  # fmt: skip
disclose(
    "planlagte-forumdage", _("Forum days that the person planned or invited to"), "meetings.ForumDayPage",
    [parts(planned_by=_("planned it"), invited_by=_("invited to it")), ("title", WHAT), "starts_at"],
)  # fmt: skip
disclose(
    "dataplan", _("Data that the person gathers"), "meetings.DataPlanLine",
    [meeting("meeting"), "what", "about", "due_on", "note", ("reminded_at", _("Reminded"))],
    by=("gatherer",), related=MEETING,
)  # fmt: skip
disclose(
    "bekraeftede-dataplaner", _("Data plans that the person confirmed"), "meetings.DataPlanConfirmation",
    [meeting("version.meeting"), ("side", _("For")), ("at", WHEN)], by=("by",),
    related=("version__meeting__unit", "version__meeting__cycle"),
)  # fmt: skip
disclose(
    "aarshjul", _("School years that the person started"), "meetings.Cycle",
    [("school_year", WHAT), ("started_at", WHEN)], by=("started_by",),
)  # fmt: skip
disclose(
    "beslutninger", _("Decisions on steps of an approval"), "meetings.StepDecision",
    ["decision", ("at", WHEN)], by=("by",),
)  # fmt: skip
disclose(
    "godkendelsestrin", _("Steps of an approval"), "wagtailcore.TaskState",
    [("task.name", WHAT), ("status", STATE), ("finished_at", WHEN), ("comment", TEXT)], by=("finished_by",),
    related=("task",),
)  # fmt: skip
disclose(
    "sat-i-gang", _("Approvals that the person asked for"), "wagtailcore.WorkflowState",
    [("workflow.name", WHAT), ("status", STATE), ("created_at", WHEN)], by=("requested_by",), related=("workflow",),
)  # fmt: skip
