"""One change of a meeting at a time: who saw an older one is told so instead of overwriting."""

from collections.abc import Iterable

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Conflict
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage


class ChangedMeanwhile(Conflict):
    """Somebody else saved the meeting after it was read."""


def next_version(
    meeting: MeetingPage,
    *,
    seen: int | None = None,
    states: Iterable[MeetingState | str] | None = None,
    **values: object,
) -> MeetingPage | None:
    """Takes the meeting's next version and sets `values`, in one statement, and returns the meeting as it is now.

    Stand inside a transaction. None when the meeting is in none of `states`; raises ChangedMeanwhile when its version
    is no longer the one `seen`. Of two who come at once exactly one gets the meeting.
    """
    rows = MeetingPage.objects.filter(pk=meeting.pk)
    if states is not None:
        rows = rows.filter(state__in=list(states))
    taken = (rows if seen is None else rows.filter(version=seen)).update(version=F("version") + 1, **values)
    if not taken:
        if rows.exists():
            raise ChangedMeanwhile(
                _("Somebody else changed the meeting while you had it open. Look at it and try again.")
            )
        return None
    # The page's row in the tree is held too: it counts its children, and who adds evidence meanwhile is not miscounted.
    fresh = MeetingPage.objects.select_for_update(of=("self", "page_ptr"))
    return fresh.select_related("unit__area", "cycle", "template_revision").get(pk=meeting.pk)


def keep(meeting: MeetingPage, *, by: User) -> None:
    """Stores the changed fields of a meeting from `next_version`, with a revision."""
    meeting.save()
    meeting.save_revision(user=by, changed=False, clean=False, log_action=True)
