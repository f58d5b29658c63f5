"""What the person wrote, brought, approved and decided."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from home.access_exports.personal.columns import ANSWER, KIND, STATE, TEXT, UNTIL, WHAT, WHEN, meeting, own, parts
from home.access_exports.personal.registry import DisclosedColumn, disclose, value_at
from media.protected import ProtectedModel
from meetings.evidence.body import plain_text
from meetings.exports.content.supporting import may_show_people

MEETING = ("meeting__unit", "meeting__cycle")
OF_MINUTES = ("minutes__meeting__unit", "minutes__meeting__cycle")
OTHERS_RECOGNISABLE = _("Others can be recognised in it. That it exists is told; its content is left out.")


def _words(row: Any) -> str:
    """The text of a contribution; what it says instead where the content is hidden or left out."""
    return plain_text(row.body) if _told_of(row) else str(row.hidden_words or OTHERS_RECOGNISABLE)


def _told_of(row: Any, protected: ProtectedModel | None = None) -> ProtectedModel | None:
    """The contribution or file itself if its words are told in `row`; None if it is hidden, or shows others and
    `with_people` on the row says that this was not chosen."""
    one = protected or row
    return None if one.hidden_words or (may_show_people(one) and not row.with_people) else one


def _if_told(name: str, of: str = "") -> Callable[[Any], object]:
    """The value of a row whose words are told, or the contribution `of` which is."""
    return lambda row: value_at(row, name) if _told_of(row, value_at(row, of) if of else None) else ""


disclose(
    "bidrag", _("Contributions that the person brought"), "meetings.Evidence",
    [meeting("meeting"), DisclosedColumn(_("Title"), _if_told("title")), "kind", DisclosedColumn(TEXT, _words),
     "audience", ("begun_at", _("Begun")), "shared_at", "legal_basis",
     DisclosedColumn(_("Purpose"), _if_told("purpose")),
     "delete_after"], by=("owner",), related=MEETING, holds=_told_of,
    note=_("A contribution that was withdrawn, or is past its date, is told without its content: "
           "it is hidden for all."),
)  # fmt: skip
disclose(
    "delte-bidrag", _("Contributions that the person shared with the meeting"), "meetings.Evidence",
    [meeting("meeting"), "kind", "shared_at"], by=("shared_by",), related=MEETING,
    note=_("The text belongs to the person who gave it."),
)  # fmt: skip
disclose(
    "filer", _("Files that the person brought"), "media.MediaItem",
    ["kind", ("key", _("Number")), "created_at", "byte_size", ("state", STATE), "legal_basis",
     DisclosedColumn(_("Purpose"), _if_told("purpose")), "depicts_children", "delete_after", "withdrawn_at"],
    by=("uploaded_by",), fields=("renditions", "left_out", "source_name"),
    note=_("The files themselves are left out: pictures, films and recordings show other people "
           "than who brought them."),
)  # fmt: skip
disclose(
    "filer-til-lederforum", _("Files that the person cleared for the leader forum"), "media.MediaItem",
    ["kind", ("key", _("Number")), "forum_basis", ("forum_basis_at", WHEN)], by=("forum_basis_by",),
)  # fmt: skip
disclose(
    "uploads", _("Uploads under way"), "media.Upload",
    ["kind", "name", ("created_at", WHEN), ("expires_at", UNTIL)], by=("by",), fields=("name",),
)  # fmt: skip
disclose(
    "indsigelser", _("Objections that the person registered or decided"), "media.Objection",
    [parts(registered_by=_("registered it"), decided_by=_("decided it"), restored_by=_("showed it again")),
     "kind", "received_on", "registered_at", "decision", ("decided_at", _("Decided")),
     ("restored_at", _("Shown again"))],
    note=_("The reasons are about other people."),
)  # fmt: skip
disclose(
    "tal", _("Figures that the person brought"), "meetings.Dataset",
    [meeting("meeting"), DisclosedColumn(_("Title"), _if_told("title", "evidence")), "period",
     DisclosedColumn(_("Source"), _if_told("source", "evidence")), "created_at"],
    by=("created_by",), related=(*MEETING, "evidence"), holds=lambda row: _told_of(row, row.evidence),
    note=_("The numbers belong to the meeting, and are in the extract about that unless they are confidential."),
)  # fmt: skip
disclose(
    "referater", _("Minutes that the person saved or submitted"), "meetings.MinutesPage",
    [parts(saved_by=_("saved them last"), submitted_by=_("submitted them"), sender=_("answers for them")),
     meeting("meeting"), ("saved_at", _("Saved")), ("submitted_at", _("Submitted"))],
    related=MEETING,
    note=_("The text of minutes belongs to the meeting, and is in the extract about that."),
)  # fmt: skip
disclose(
    "afsnit-af-referater", _("Parts of minutes that the person saved"), "meetings.SectionVersion",
    [meeting("meeting"), ("part", WHAT), "number", ("saved_at", WHEN)], by=("saved_by",), related=MEETING,
)  # fmt: skip
disclose(
    "indsendte-referater", _("Submitted minutes, and what was decided"), "meetings.SubmittedVersion",
    [parts(submitted_by=_("submitted them"), decided_by=_("decided it")), meeting("minutes.meeting"),
     "submitted_at", "decision", "decided_at", own("reason", "decided_by", _("reason"))],
    related=OF_MINUTES,
)  # fmt: skip
disclose(
    "godkendte-referater", _("Minutes that the person approved"), "meetings.ApprovalRecord",
    [meeting("minutes.meeting"), "approved_at", ("content_hash", _("Control number"))], by=("approved_by",),
    related=OF_MINUTES,
)  # fmt: skip
disclose(
    "tilfoejelser", _("Addenda to minutes"), "meetings.Addendum",
    [meeting("minutes.meeting"), ("text", TEXT), ("created_at", WHEN)], by=("author",), related=OF_MINUTES,
)  # fmt: skip
disclose(
    "bemaerkningsrunder", _("Rounds for remarks that the person started"), "meetings.RemarkRound",
    [meeting("minutes.meeting"), ("started_at", WHEN), "ends_on", "reason"], by=("started_by",), related=OF_MINUTES,
)  # fmt: skip
disclose(
    "statusser", _("Statuses of agreements"), "meetings.FollowUp",
    [meeting("agreement.minutes.meeting"), ("agreement.text", _("Agreement")), "status", "note", "noted_on",
     "new_due_on"],
    by=("author",),
    related=("agreement__minutes__meeting__unit", "agreement__minutes__meeting__cycle"),
)  # fmt: skip
disclose(
    "samtalelinjer", _("Lines of follow-up talks"), "meetings.TalkLine",
    [meeting("talk.meeting"), "status", "note", "new_due_on"], by=("written_by",),
    related=("talk__meeting__unit", "talk__meeting__cycle"),
)  # fmt: skip
disclose(
    "oensker", _("Wishes that the person wrote"), "meetings.SupportRequest",
    [meeting("meeting"), "text", "created_at", "state", "answer", "outcome"], by=("created_by",), related=MEETING,
)  # fmt: skip
disclose(
    "oensker-til-svar", _("Wishes that the person answers or answered"), "meetings.SupportRequest",
    [parts(responsible=_("is to answer"), answered_by=_("answered it"), closed_by=_("said what came of it")),
     meeting("meeting"), "state", "answer_by", "answered_at", "closed_at"],
    related=MEETING,
)  # fmt: skip
disclose(
    "eksempler", _("Examples for the leader forum"), "meetings.ExamplePage",
    [parts(proposed_by=_("proposed it"), cleared_by=_("cleared it")), ("title", _("Title")), "state",
     "proposed_at", "cleared_at"],
)  # fmt: skip
disclose(
    "proevet", _("What the person wrote that the unit has tried"), "meetings.Trial",
    ["text", "outcome", ("written_at", WHEN)], by=("written_by",),
)  # fmt: skip
disclose(
    "noter-for-omraadet", _("Notes for an area"), "meetings.AreaNotePage",
    [parts(submitted_by=_("submitted it"), approved_by=_("approved it")), ("title", _("Title")),
     "submitted_at", "approved_at"],
)  # fmt: skip
disclose(
    "uddrag", _("Answers about the unit's words in a note"), "meetings.QuotedPassage",
    ["words", "clearing", "answered_at"], by=("answered_by",),
)  # fmt: skip
disclose(
    "aendringer-af-rammen", _("Proposals for the next template"), "meetings.FrameChange",
    [parts(created_by=_("wrote it"), decided_by=_("decided it")),
     own("text", "created_by", _("proposal")), own("answer", "decided_by", ANSWER), "state", "created_at",
     "decided_at"],
)  # fmt: skip
disclose(
    "journalisering", _("Minutes that the person noted as journalised"), "meetings.JournalEntry",
    [meeting("minutes.meeting"), "case_number", "document_number", "noted_at"], by=("noted_by",), related=OF_MINUTES,
)  # fmt: skip
disclose(
    "sider", _("Pages that the person made or locked"), "wagtailcore.Page",
    [parts(owner=_("made it"), locked_by=_("locked it")), ("title", _("Title")),
     ("content_type.name", KIND), ("first_published_at", _("Published"))],
    related=("content_type",),
)  # fmt: skip
disclose(
    "udgaver", _("Versions that the person saved"), "wagtailcore.Revision",
    [("object_str", WHAT), ("content_type.name", KIND), ("created_at", WHEN)], by=("user",), fields=("object_str",),
    related=("content_type",),
    note=_("What the version holds is told with the thing that it is a version of."),
)  # fmt: skip
disclose(
    "kommentarer", _("Comments in the Wagtail admin"), "wagtailcore.Comment",
    [parts(user=_("wrote it"), resolved_by=_("closed it")), ("page.title", _("Page")),
     own("text", "user", TEXT), ("created_at", WHEN)],
    related=("page",),
)  # fmt: skip
disclose(
    "svar-paa-kommentarer", _("Replies to comments"), "wagtailcore.CommentReply",
    [("text", TEXT), ("created_at", WHEN)], by=("user",),
)  # fmt: skip
