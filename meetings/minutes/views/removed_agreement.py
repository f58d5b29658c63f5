"""Store the last removed agreement of a meeting's minutes in the session, so that it can be restored."""

from django.http import HttpRequest

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow
from meetings.minutes.frozen_form import from_plain
from meetings.minutes.writing.sections import Values


def _session_key(meeting: MeetingPage) -> str:
    return f"removed_card_{meeting.pk}"


def store_removed(request: HttpRequest, meeting: MeetingPage, row_id: str, values: Values) -> None:
    """Store the values of the agreement with the id `row_id`, unless its text is empty."""
    if values and values["text"]:
        request.session[_session_key(meeting)] = {"id": row_id, **values}


def stored_agreement(request: HttpRequest, meeting: MeetingPage) -> AgreementRow | None:
    """The removed agreement, or None."""
    stored = request.session.get(_session_key(meeting))
    return from_plain(AgreementRow, stored) if stored else None


def pop_removed(request: HttpRequest, meeting: MeetingPage, row_id: str) -> list[AgreementRow]:
    """Remove the agreement with the id `row_id` from the session and return it in a list; else an empty list."""
    found = stored_agreement(request, meeting)
    if found is None or found.id != row_id:
        return []
    del request.session[_session_key(meeting)]
    return [found]
