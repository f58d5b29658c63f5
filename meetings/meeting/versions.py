"""One change of a meeting at a time: who saw an older one is told so instead of overwriting."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.user import User
from foundation.errors import Conflict
from foundation.forms.optimistic_lock import last_change, take_version
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage


class StateMoved(Conflict):
    """The meeting is no longer in a state in which this is done; the message says how it is, and who changed it."""

    def __init__(self, message: str, meeting: MeetingPage) -> None:
        super().__init__(f"{message} {last_change(meeting)}".strip())


def next_version(
    meeting: MeetingPage,
    *,
    seen: int | None = None,
    states: Iterable[MeetingState | str] | None = None,
    **values: object,
) -> MeetingPage | None:
    """Takes the meeting's next version and sets `values`, in one statement, and returns the meeting as it is now.

    Stand inside a transaction. None when the meeting is in none of `states`; raises ChangedMeanwhile (`take_version`).
    """
    # The page's row in the tree is held too: it counts its children, and who adds evidence meanwhile is not miscounted.
    rows = _rows(meeting).select_for_update(of=("self", "page_ptr"))
    fresh: MeetingPage | None = take_version(rows, seen, states=states, **values)
    return fresh


def meeting_now(meeting: MeetingPage) -> MeetingPage:
    """The meeting as it stands in the database, with what pages say of it."""
    return _rows(meeting).get()


def _rows(meeting: MeetingPage) -> QuerySet[MeetingPage]:
    return MeetingPage.objects.filter(pk=meeting.pk).select_related("unit__area", "cycle", "template_revision")


def keep(meeting: MeetingPage, *, by: User) -> None:
    """Stores the changed fields of a meeting from `next_version`, with a revision."""
    meeting.save()
    meeting.save_revision(user=by, changed=False, clean=False, log_action=True)
