"""Optimistic locking of meetings: a change based on an older version is a conflict."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.user import User
from foundation.errors import Conflict
from foundation.forms.optimistic_lock import bump_version, last_change
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage


class StateHasChanged(Conflict):
    """The meeting's state no longer allows the action; the message gives the state and who changed it."""

    def __init__(self, message: str, meeting: MeetingPage) -> None:
        super().__init__(f"{message} {last_change(meeting)}".strip())


def bump_meeting_version(
    meeting: MeetingPage,
    *,
    expected_version: int | None = None,
    states: Iterable[MeetingState | str] | None = None,
    **values: object,
) -> MeetingPage | None:
    """Increment the meeting's version and set `values` in one statement, and return the fresh meeting, locked.

    Requires a transaction. Returns None when the meeting is in none of `states`; raises ChangedMeanwhile if its version
    is not `expected_version` (`bump_version`).
    """
    # The page's tree row is locked too, so that its count of children stays right when evidence is added meanwhile.
    rows = _rows(meeting).select_for_update(of=("self", "page_ptr"))
    fresh: MeetingPage | None = bump_version(rows, expected_version, states=states, **values)
    return fresh


def reload_meeting(meeting: MeetingPage) -> MeetingPage:
    """Return the meeting from the database, with the relations that pages show."""
    return _rows(meeting).get()


def _rows(meeting: MeetingPage) -> QuerySet[MeetingPage]:
    return MeetingPage.objects.filter(pk=meeting.pk).select_related("unit", "cycle", "template_revision")


def save_meeting_revision(meeting: MeetingPage, *, by: User) -> None:
    """Save a meeting from `bump_meeting_version` after changing its fields, with a revision and a log entry."""
    meeting.save()
    meeting.save_revision(user=by, changed=False, clean=False, log_action=True)
