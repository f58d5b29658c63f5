"""The agreement that was taken out last, kept for a change of mind as long as the session lasts."""

from typing import Any

from django.http import HttpRequest

from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.canonical_content import Content


def _name(meeting: MeetingPage) -> str:
    return f"removed_card_{meeting.pk}"


def keep(request: HttpRequest, meeting: MeetingPage, content: Content, card: str) -> None:
    found = next((row for row in content["agreements"] if row["id"] == card), None)
    if found is not None and found["text"]:
        request.session[_name(meeting)] = found


def kept(request: HttpRequest, meeting: MeetingPage) -> Any:
    """The removed card, or None."""
    return request.session.get(_name(meeting))


def take(request: HttpRequest, meeting: MeetingPage, card: str) -> Content | None:
    """Takes the card out of the session, if it is the one of that id."""
    found = kept(request, meeting)
    if found is None or found["id"] != card:
        return None
    del request.session[_name(meeting)]
    return found
