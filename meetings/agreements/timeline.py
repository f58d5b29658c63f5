"""The whole life of one agreement, newest first."""

from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.text.danish_formats import format_date
from meetings.agreements.enums import CLOSED_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.supporting_evidence import evidence_links
from meetings.minutes.page_urls import minutes_page_url
from meetings.units import access

_TONES = {
    AgreementStatus.FULFILLED: "done",
    AgreementStatus.DROPPED: "attention",
    AgreementStatus.CARRIED_OVER: "attention",
}


def timeline(agreement: Agreement, user: AnyUser) -> list[dict[str, object]]:
    """Return the entries of the component `timeline`: what came of it, the statuses with the evidence that shows them,
    where it was carried over, and last the meeting where it was agreed. The number of queries does not grow."""
    notes = list(agreement.follow_ups.select_related("author", "minutes__meeting__cycle"))
    shown = evidence_links(notes, user, agreement.unit_id)
    sees_minutes = access.may_see(user, agreement.minutes)  # whoever sees these sees the unit's other approved ones
    entries: list[dict[str, object]] = []
    for note in notes:
        made_at = note.minutes if note.minutes_id else None
        entries.append(
            {
                "when": format_date(note.noted_on),
                "who": note.author.name,
                "title": _title(note, is_last=note is notes[0]),
                "context": _where(note),
                "url": minutes_page_url(made_at.meeting) if made_at and sees_minutes else "",
                "text": note.note,
                "links": shown[note.pk],
                "tone": _TONES.get(AgreementStatus(note.status), "neutral"),
            }
        )
    meeting = agreement.minutes.meeting
    return [
        *entries,
        {
            "when": format_date(meeting.starts_at or agreement.created_at),
            "title": _("Agreed at the dialogue meeting %(year)s") % {"year": meeting.school_year},
            "url": minutes_page_url(meeting) if sees_minutes else "",
            "tone": "neutral",
        },
    ]


def _title(note: FollowUp, *, is_last: bool) -> str:
    status = note.get_status_display()
    if is_last and note.status in CLOSED_STATUSES:
        return _("What came of it: %(status)s") % {"status": status.lower()}
    if note.new_due_on:
        return _("%(status)s, new date %(day)s") % {
            "status": status,
            "day": format_date(note.new_due_on),
        }
    return status


def _where(note: FollowUp) -> str:
    """Where it was decided; empty for one that somebody wrote by themselves."""
    if note.minutes_id and note.minutes:
        return _("Decided at the dialogue meeting %(year)s") % {"year": note.minutes.meeting.school_year}
    return _("Written at the follow-up talk") if note.talk_id else ""
