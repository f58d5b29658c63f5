"""What happened with one agreement, newest first."""

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement

_TONES = {
    AgreementStatus.FULFILLED: "done",
    AgreementStatus.DROPPED: "attention",
    AgreementStatus.CARRIED_OVER: "attention",
}


def timeline(agreement: Agreement) -> list[dict[str, str]]:
    """Entries of the component `timeline`: the notes, and the meeting where it was agreed."""
    entries = []
    for note in agreement.follow_ups.select_related("author"):
        title = note.get_status_display()
        if note.new_due_on:
            title = _("%(status)s, new date %(day)s") % {"status": title, "day": danish_formats.date(note.new_due_on)}
        entries.append(
            {
                "when": danish_formats.date(note.noted_on),
                "who": note.author.name,
                "title": title,
                "text": note.note,
                "tone": _TONES.get(AgreementStatus(note.status), "neutral"),
            }
        )
    meeting = agreement.minutes.meeting
    day = meeting.starts_at or agreement.created_at
    title = _("Agreed at the dialogue meeting %(year)s") % {"year": meeting.school_year}
    return [*entries, {"when": danish_formats.date(day), "who": "", "title": title, "text": "", "tone": "neutral"}]
