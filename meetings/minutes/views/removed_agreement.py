"""Store the last removed agreement of a meeting's minutes in the session, so that it can be restored."""

from django.http import HttpRequest

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow, MinutesContent
from meetings.minutes.frozen_form import from_plain, to_plain


def _session_key(meeting: MeetingPage) -> str:
    return f"removed_card_{meeting.pk}"


def store_removed(request: HttpRequest, meeting: MeetingPage, content: MinutesContent, row_id: str) -> None:
    """Store the agreement with the id `row_id`, unless its text is empty."""
    for row in content.agreements:
        if row.id == row_id and row.text:
            request.session[_session_key(meeting)] = to_plain(row)


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
