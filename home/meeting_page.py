"""Context of the meeting page: the year as steps, the user's next step, the agenda with evidence."""

from datetime import date

from django.db.models import BigAutoField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.roles import Right, roles_with
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.pages import page_context
from home.meeting_acts import acts_on
from home.meeting_next_step import next_step
from home.meeting_omissions import prepares, still_missing
from home.year_steps import year_steps
from meetings.agreements.agreements_from_earlier_years import open_from_earlier_years
from meetings.agreements.enums import AgreementStatus
from meetings.convening.announced_agenda import has_unannounced_changes
from meetings.convening.replies.links import waits_for_replies
from meetings.data_plan.reading import lines_of
from meetings.evidence.reading import EvidenceGroup, meeting_evidence
from meetings.evidence.sharing.who_can_see import people_around_unit, people_names
from meetings.initiatives.reading import may_write_statements, statements_by_item, statements_url
from meetings.initiatives.statements import Statement
from meetings.meeting.agenda import AgendaItem, agenda_of, ends_at, planned_minutes
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.meeting.participants.participant_rules import in_role_order
from meetings.meeting.template_change import template_change
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_page_url
from meetings.minutes.pages import MinutesPage
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs

TONES = {
    MeetingState.PLANNED: "neutral",
    MeetingState.INVITED: "info",
    MeetingState.PREPARING: "info",
    MeetingState.HELD: "done",
    MeetingState.CANCELLED: "attention",
}


@page_context("meetings.MeetingPage")
def meeting_context(meeting: MeetingPage, request: HttpRequest) -> dict[str, object]:
    """Return everything of `meeting` that the user may see; the number of queries does not grow with evidence or
    people."""
    user = request.user
    today = timezone.localdate()
    person = access.of(user)
    minutes = getattr(meeting, "minutes_page", None)
    statements = statements_by_item(meeting)
    writes = may_write_statements(user, meeting)
    evidence = meeting_evidence(meeting, user)
    items = agenda_of(meeting)
    agenda = [_entry(item, evidence["evidence_items"], statements.get(item.id, []), writes=writes) for item in items]
    steps = _steps.objects(meeting=meeting.pk)
    for step in steps:
        step.meeting = meeting
    lines = lines_of(meeting, user) if prepares(meeting, person) else []
    is_past = bool(meeting.starts_at and timezone.localdate(meeting.starts_at) <= today)
    handed_in = sum(card.handed_in_at is not None for card in evidence["evidence_drafts"])
    readable = bool(minutes and access.may_see(user, minutes))
    return {
        "meeting": meeting,
        "crumbs": breadcrumbs(meeting),
        "state": meeting.get_state_display(),
        "tone": TONES[MeetingState(meeting.state)],
        "ends_at": ends_at(meeting, meeting.starts_at),
        "year": year_steps(
            meeting,
            minutes_state=minutes.state if minutes else None,
            is_past=is_past,
            template_url=meeting.cycle.template.url if person.has(Right.READ_TEMPLATE) else "",
            minutes_url=minutes_page_url(meeting) if readable else "",
        ),
        "next": next_step(meeting, person, minutes, steps=steps, handed_in=handed_in, today=today),
        "missing": still_missing(meeting, person, lines, steps, evidence, agenda),
        "earlier": _earlier(meeting, user, today),
        "agenda": agenda,
        "statements_other": statements.get("", []),
        "statements_url": statements_url(meeting),
        "sees_wishes": person.may(Right.SEE_WISHES, meeting.unit),
        "planned": planned_minutes(items),
        "steps": steps,
        "participants": _people(meeting),
        "audience": _who_can_see(meeting),
        "minutes": _minutes(minutes, meeting) if minutes and readable else None,
        "action_urls": _action_urls(meeting, person),
        **evidence,
    }


def _entry(
    item: AgendaItem, evidence: dict[str, list[EvidenceGroup]], statements: list[Statement], *, writes: bool
) -> dict[str, object]:
    """An agenda item with what the unit brings to it: its statements and its evidence."""
    groups = evidence.get(item.id, [])
    return {
        "item": item,
        "read": item.read,
        "statements": statements,
        "writes": writes and bool(item.brings or statements),
        "groups": groups,
        "count": sum(len(group["cards"]) for group in groups),
    }


def _earlier(meeting: MeetingPage, user: AnyUser, today: date) -> list[dict[str, object]]:
    """Open agreements of the unit's earlier years, by due date."""
    owners, statuses = dict(ItemOwner.choices), dict(AgreementStatus.choices)
    return [
        {
            "text": row.text,
            "due_on": row.due_on,
            "owner": owners[row.owner],
            "status": statuses[row.status],
            "url": reverse("agreement", args=[row.pk]),
            "is_overdue": row.due_on < today,
        }
        for row in open_from_earlier_years(meeting, user)
    ]


def _minutes(minutes: MinutesPage, meeting: MeetingPage) -> dict[str, object]:
    tone = {MinutesState.APPROVED: "done", MinutesState.SUBMITTED: "attention"}.get(
        MinutesState(minutes.state), "neutral"
    )
    return {"url": minutes_page_url(meeting), "state": minutes.get_state_display(), "tone": tone}


def _action_urls(meeting: MeetingPage, person: access.Access) -> dict[str, str]:
    """URLs of the actions on the meeting; empty where the user may not do it, or the state does not allow it."""
    allowed = acts_on(meeting, person)
    asked = {
        "meeting_update": has_unannounced_changes,
        "template_difference": template_change,
        "meeting_replies": lambda meeting: waits_for_replies(meeting, timezone.now()),
    }
    allowed |= {name: bool(allowed[name] and holds(meeting)) for name, holds in asked.items()}
    where = meeting_url_kwargs(meeting)
    return {name: reverse(name, kwargs=where) if yes else "" for name, yes in allowed.items()} | {
        "meeting": meeting.url
    }


def _who_can_see(meeting: MeetingPage) -> str:
    """Text after "Can be seen by:": the roles, from the matrix."""
    roles = roles_with(Right.SEE_PLANNED_MEETING)
    late = roles_with(Right.SEE_MEETING) - roles
    if meeting.is_convened or not late:
        return people_around_unit(roles | late, meeting)
    return _("%(who)s, and %(late)s once the meeting is convened") % {
        "who": people_around_unit(roles, meeting),
        "late": get_text_list(people_names(late), _("and")),
    }


def _answer(one: Participant, noted: bool) -> str:
    """Whether a participant was there, or before the meeting: what they answered. Empty when it is not known."""
    if noted:
        return one.get_attendance_display() if one.attendance != Attendance.UNKNOWN else ""
    return one.get_reply_display()


def _people(meeting: MeetingPage) -> list[dict[str, str]]:
    """`name` and `role` of each participant, with the answer, after the meeting with the attendance."""
    noted = meeting.state == MeetingState.HELD
    return [
        {
            "name": one.name,
            "role": " · ".join(part for part in (one.get_role_display(), _answer(one, noted).lower()) if part),
        }
        for one in in_role_order(_participants.objects(meeting=meeting.pk))
    ]


_meeting = Parameter("meeting", BigAutoField())
_steps = CompiledQuery(
    lambda: PreparationStep.objects.filter(meeting=_meeting).only("meeting", "title", "planned_on", "done_at")
)
_participants = CompiledQuery(
    lambda: Participant.objects.filter(meeting=_meeting).only("name", "role", "requirement", "attendance", "reply")
)
