"""Get a meeting from a URL's arguments, for users who may see it."""

from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.get_or_404 import require, right_or_404


def meeting_or_404(user: AnyUser, area: str, unit: str, year: int, *, right: Right | None = None) -> MeetingPage:
    """Return the meeting at /<area>/<unit>/<year>/, with unit, area and cycle loaded.

    Raises Http404 when it does not exist, `user` may not see it, or does not hold `right` there.
    """
    rows = access.visible_to(user, MeetingPage).select_related("unit__area", "cycle")
    meeting = get_object_or_404(rows, unit__slug=unit, unit__area__slug=area, slug=str(year))
    if right is not None:
        require(user, right, meeting.unit)
    return meeting


__all__ = ["meeting_or_404", "right_or_404"]
