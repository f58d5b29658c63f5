"""Links to one meeting's minutes for a participant without an account. They open with a code that is mailed."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from foundation.municipality import Municipality
from meetings.meeting.participant import Participant
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import MinutesLink, RemarkRound, RoundReader
from meetings.minutes.remarks.rounds import is_open_to, readers


def make_draft_link(minutes: MinutesPage, participant: Participant, remark_round: RemarkRound | None = None) -> str:
    """Return a new absolute URL: to the draft in `remark_round`, or without one to the approved minutes."""
    token = MinutesLink.make(minutes=minutes, participant=participant, round=remark_round)
    return settings.BASE_URL.rstrip("/") + reverse("minutes_by_link", args=[token])


def active_link(token: str, today: date) -> MinutesLink | None:
    """Return the link with this secret while there is something to read by it, else None."""
    link = MinutesLink.of_token(
        token, "minutes__unit__area", "minutes__meeting__unit", "minutes__meeting__cycle", "participant", "round"
    )
    if link is None:
        return None
    if link.round is None:
        return link if today <= last_day(link.minutes) else None
    return link if reader_by(link, today) is not None else None


def reader_by(link: MinutesLink, today: date) -> RoundReader | None:
    """Return the reader of the round who has this link, while the round is open to them."""
    reader = readers().filter(round=link.round_id, participant=link.participant_id).first()
    return reader if reader is not None and is_open_to(reader, today) else None


def last_day(minutes: MinutesPage) -> date:
    """Return the last day on which approved minutes can be read by a link; the day before any other for unapproved
    ones."""
    if minutes.state != MinutesState.APPROVED:
        return date.min
    days = Municipality.here().minutes_link_days
    return timezone.localdate(minutes.approval.approved_at) + timedelta(days=days)
