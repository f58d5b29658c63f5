"""Keep the agreement or wish that was last taken out of a meeting's minutes in the session, to be put back."""

from django.http import HttpRequest

from foundation.text.json_object import JsonObject
from meetings.meeting.pages import MeetingPage
from meetings.minutes.writing.sections import Key, Values


def _session_key(meeting: MeetingPage) -> str:
    return f"removed_row_{meeting.pk}"


def store_removed(request: HttpRequest, meeting: MeetingPage, key: Key, values: Values) -> None:
    """Store the values of the row, unless its text is empty."""
    if values and values["text"]:
        part, row_id = key
        act = "restore-wish" if part == "wishes" else "restore"
        request.session[_session_key(meeting)] = {"part": part, "id": row_id, "values": values, "act": act}


def stored_row(request: HttpRequest, meeting: MeetingPage) -> JsonObject | None:
    """Return the removed row as `part`, `id` and `values`, and the button's `act` that puts it back; or None."""
    return request.session.get(_session_key(meeting))


def pop_removed(request: HttpRequest, meeting: MeetingPage, key: Key) -> Values:
    """Remove the row from the session and return its values; None when another was removed since, or none."""
    found = stored_row(request, meeting)
    if found is None or (found["part"], found["id"]) != key:
        return None
    del request.session[_session_key(meeting)]
    values: Values = found["values"]
    return values
