"""Get a meeting from a URL's arguments, for users who may see it."""

from django.db.models import CharField, QuerySet

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.get_or_404 import first_or_404, require_right_or_404, right_or_404
from meetings.units.visible_rows import VisibleRows


def meeting_or_404(user: AnyUser, area: str, unit: str, year: int, *, right: Right | None = None) -> MeetingPage:
    """Return the meeting at /<area>/<unit>/<year>/, with unit, area and cycle loaded.

    Raises Http404 when it does not exist, `user` may not see it, or does not hold `right` there.
    """
    meeting: MeetingPage = first_or_404(_meetings.objects(user, area=area, unit=unit, year=str(year)))
    if right is not None:
        require_right_or_404(user, right, meeting.unit)
    return meeting


def _meeting(user: AnyUser) -> QuerySet[MeetingPage]:
    area, unit, year = (Parameter(name, CharField()) for name in ("area", "unit", "year"))
    rows = access.visible_to(user, MeetingPage).filter(unit__slug=unit, unit__area__slug=area, slug=year)
    found: QuerySet[MeetingPage] = rows.select_related("unit__area", "cycle").order_by()
    return found


_meetings = VisibleRows(_meeting)

__all__ = ["meeting_or_404", "right_or_404"]
