"""The agreement that was taken out last, kept for a change of mind as long as the session lasts."""

from django.http import HttpRequest

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow, Content
from meetings.minutes.frozen_form import from_plain, to_plain


def _name(meeting: MeetingPage) -> str:
    return f"removed_card_{meeting.pk}"


def keep(request: HttpRequest, meeting: MeetingPage, content: Content, card: str) -> None:
    """Keeps the agreement of the id `card`, unless nothing is written in it."""
    for row in content.agreements:
        if row.id == card and row.text:
            request.session[_name(meeting)] = to_plain(row)


def kept(request: HttpRequest, meeting: MeetingPage) -> AgreementRow | None:
    """The removed card, or None."""
    stored = request.session.get(_name(meeting))
    return from_plain(AgreementRow, stored) if stored else None


def take(request: HttpRequest, meeting: MeetingPage, card: str) -> list[AgreementRow]:
    """Takes the card out of the session, if it is the one of that id; otherwise nothing."""
    found = kept(request, meeting)
    if found is None or found.id != card:
        return []
    del request.session[_name(meeting)]
    return [found]
