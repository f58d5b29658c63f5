"""What the person wrote, brought, approved and decided."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from home.access_exports.personal.columns import ANSWER, KIND, STATE, TEXT, UNTIL, WHAT, WHEN, meeting, own, parts
from home.access_exports.personal.registry import Shown, told, value_at
from meetings.evidence.body import plain_text
from meetings.exports.content.supporting import may_show_people

MEETING = ("meeting__unit", "meeting__cycle")
OF_MINUTES = ("minutes__meeting__unit", "minutes__meeting__cycle")
OTHERS = _("Others can be recognised in it. That it exists is told; its content is left out.")


def _words(row: Any) -> str:
    """The text of a contribution; what it says instead where the content is hidden or left out."""
    return plain_text(row.body) if _told_of(row) else str(row.hidden_words or OTHERS)


def _told_of(row: Any, protected: Any = None) -> Any:
    """The contribution or file itself if its words are told in `row`; None if it is hidden, or shows others and
    `with_people` on the row says that this was not chosen."""
    one = protected or row
    return None if one.hidden_words or (may_show_people(one) and not row.with_people) else one


def _if_told(name: str, of: str = "") -> Any:
    """The value of a row whose words are told, or the contribution `of` which is."""
    return lambda row: value_at(row, name) if _told_of(row, value_at(row, of) if of else None) else ""


told(
    "bidrag", _("Contributions that the person brought"), "meetings.Evidence",
    [meeting("meeting"), Shown(_("Title"), _if_told("title")), "kind", Shown(TEXT, _words), "audience",
     ("begun_at", _("Begun")), "shared_at", "legal_basis", Shown(_("Purpose"), _if_told("purpose")), "delete_after"],
    by=("owner",), related=MEETING, holds=_told_of,
    note=_("A contribution that was withdrawn, or is past its date, is told without its content: "
           "it is hidden for all."),
)  # fmt: skip
told(
    "delte-bidrag", _("Contributions that the person shared with the meeting"), "meetings.Evidence",
    [meeting("meeting"), "kind", "shared_at"], by=("shared_by",), related=MEETING,
    note=_("The text is its giver's."),
)  # fmt: skip
told(
    "filer", _("Files that the person brought"), "media.MediaItem",
    ["kind", ("key", _("Number")), "created_at", "byte_size", ("state", STATE), "legal_basis",
     Shown(_("Purpose"), _if_told("purpose")), "depicts_children", "delete_after", "withdrawn_at"],
    by=("uploaded_by",), fields=("renditions", "left_out", "source_name"),
    note=_("The files themselves are left out: pictures, films and recordings show other people "
           "than who brought them."),
)  # fmt: skip
told(
    "filer-til-lederforum", _("Files that the person cleared for the leader forum"), "media.MediaItem",
    ["kind", ("key", _("Number")), "forum_basis", ("forum_basis_at", WHEN)], by=("forum_basis_by",),
)  # fmt: skip
told(
    "uploads", _("Uploads under way"), "media.Upload",
    ["kind", "name", ("created_at", WHEN), ("expires_at", UNTIL)], by=("by",), fields=("name",),
)  # fmt: skip
told(
    "indsigelser", _("Objections that the person registered or decided"), "media.Objection",
    [parts({"registered_by_id": _("registered it"), "decided_by_id": _("decided it"),
            "restored_by_id": _("showed it again")}),
     "kind", "received_on", "registered_at", "decision", ("decided_at", _("Decided")),
     ("restored_at", _("Shown again"))],
    by=("registered_by", "decided_by", "restored_by"), note=_("The reasons are about other people."),
)  # fmt: skip
told(
    "tal", _("Figures that the person brought"), "meetings.Dataset",
    [meeting("meeting"), Shown(_("Title"), _if_told("title", "evidence")), "period",
     Shown(_("Source"), _if_told("source", "evidence")), "created_at"],
    by=("created_by",), related=(*MEETING, "evidence"), holds=lambda row: _told_of(row, row.evidence),
    note=_("The numbers belong to the meeting, and are in the extract about that unless they are confidential."),
)  # fmt: skip
told(
    "referater", _("Minutes that the person saved or submitted"), "meetings.MinutesPage",
    [parts({"saved_by_id": _("saved them last"), "submitted_by_id": _("submitted them"),
            "sender_id": _("answers for them")}),
     meeting("meeting"), ("saved_at", _("Saved")), ("submitted_at", _("Submitted"))],
    by=("saved_by", "submitted_by", "sender"), related=MEETING,
    note=_("The text of minutes belongs to the meeting, and is in the extract about that."),
)  # fmt: skip
told(
    "afsnit-af-referater", _("Parts of minutes that the person saved"), "meetings.SectionVersion",
    [meeting("meeting"), ("part", WHAT), "number", ("saved_at", WHEN)], by=("saved_by",), related=MEETING,
)  # fmt: skip
told(
    "indsendte-referater", _("Submitted minutes, and what was decided"), "meetings.SubmittedVersion",
    [parts({"submitted_by_id": _("submitted them"), "decided_by_id": _("decided it")}), meeting("minutes.meeting"),
     "submitted_at", "decision", "decided_at", own("reason", "decided_by", _("reason"))],
    by=("submitted_by", "decided_by"), related=OF_MINUTES,
)  # fmt: skip
told(
    "godkendte-referater", _("Minutes that the person approved"), "meetings.ApprovalRecord",
    [meeting("minutes.meeting"), "approved_at", ("content_hash", _("Control number"))], by=("approved_by",),
    related=OF_MINUTES,
)  # fmt: skip
told(
    "tilfoejelser", _("Addenda to minutes"), "meetings.Addendum",
    [meeting("minutes.meeting"), ("text", TEXT), ("created_at", WHEN)], by=("author",), related=OF_MINUTES,
)  # fmt: skip
told(
    "bemaerkningsrunder", _("Rounds for remarks that the person started"), "meetings.RemarkRound",
    [meeting("minutes.meeting"), ("started_at", WHEN), "ends_on", "reason"], by=("started_by",), related=OF_MINUTES,
)  # fmt: skip
told(
    "statusser", _("Statuses of agreements"), "meetings.FollowUp",
    [meeting("agreement.minutes.meeting"), ("agreement.text", _("Agreement")), "status", "note", "noted_on",
     "new_due_on"],
    by=("author",),
    related=("agreement__minutes__meeting__unit", "agreement__minutes__meeting__cycle"),
)  # fmt: skip
told(
    "samtalelinjer", _("Lines of follow-up talks"), "meetings.TalkLine",
    [meeting("talk.meeting"), "status", "note", "new_due_on"], by=("written_by",),
    related=("talk__meeting__unit", "talk__meeting__cycle"),
)  # fmt: skip
told(
    "oensker", _("Wishes that the person wrote"), "meetings.SupportRequest",
    [meeting("meeting"), "text", "created_at", "state", "answer", "outcome"], by=("created_by",), related=MEETING,
)  # fmt: skip
told(
    "oensker-til-svar", _("Wishes that the person answers or answered"), "meetings.SupportRequest",
    [parts({"responsible_id": _("is to answer"), "answered_by_id": _("answered it"),
            "closed_by_id": _("said what came of it")}),
     meeting("meeting"), "state", "answer_by", "answered_at", "closed_at"],
    by=("responsible", "answered_by", "closed_by"), related=MEETING,
)  # fmt: skip
told(
    "eksempler", _("Examples for the leader forum"), "meetings.ExamplePage",
    [parts({"proposed_by_id": _("proposed it"), "cleared_by_id": _("cleared it")}), ("title", _("Title")), "state",
     "proposed_at", "cleared_at"],
    by=("proposed_by", "cleared_by"),
)  # fmt: skip
told(
    "proevet", _("What the person wrote that the unit has tried"), "meetings.Trial",
    ["text", "outcome", ("written_at", WHEN)], by=("written_by",),
)  # fmt: skip
told(
    "noter-for-omraadet", _("Notes for an area"), "meetings.AreaNotePage",
    [parts({"submitted_by_id": _("submitted it"), "approved_by_id": _("approved it")}), ("title", _("Title")),
     "submitted_at", "approved_at"],
    by=("submitted_by", "approved_by"),
)  # fmt: skip
told(
    "uddrag", _("Answers about the unit's words in a note"), "meetings.QuotedPassage",
    ["words", "clearing", "answered_at"], by=("answered_by",),
)  # fmt: skip
told(
    "aendringer-af-rammen", _("Proposals for the next template"), "meetings.FrameChange",
    [parts({"created_by_id": _("wrote it"), "decided_by_id": _("decided it")}),
     own("text", "created_by", _("proposal")), own("answer", "decided_by", ANSWER), "state", "created_at",
     "decided_at"],
    by=("created_by", "decided_by"),
)  # fmt: skip
told(
    "journalisering", _("Minutes that the person noted as journalised"), "meetings.JournalEntry",
    [meeting("minutes.meeting"), "case_number", "document_number", "noted_at"], by=("noted_by",), related=OF_MINUTES,
)  # fmt: skip
told(
    "sider", _("Pages that the person made or locked"), "wagtailcore.Page",
    [parts({"owner_id": _("made it"), "locked_by_id": _("locked it")}), ("title", _("Title")),
     ("content_type.name", KIND), ("first_published_at", _("Published"))],
    by=("owner", "locked_by"), related=("content_type",),
)  # fmt: skip
told(
    "udgaver", _("Versions that the person saved"), "wagtailcore.Revision",
    [("object_str", WHAT), ("content_type.name", KIND), ("created_at", WHEN)], by=("user",), fields=("object_str",),
    related=("content_type",),
    note=_("What the version holds is told with the thing that it is a version of."),
)  # fmt: skip
told(
    "kommentarer", _("Comments in the Wagtail admin"), "wagtailcore.Comment",
    [parts({"user_id": _("wrote it"), "resolved_by_id": _("closed it")}), ("page.title", _("Page")),
     own("text", "user", TEXT), ("created_at", WHEN)],
    by=("user", "resolved_by"), related=("page",),
)  # fmt: skip
told(
    "svar-paa-kommentarer", _("Replies to comments"), "wagtailcore.CommentReply",
    [("text", TEXT), ("created_at", WHEN)], by=("user",),
)  # fmt: skip
