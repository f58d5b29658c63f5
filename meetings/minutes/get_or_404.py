"""Look up minutes by the parts of a URL, or raise Http404."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.minutes.pages import MinutesPage
from meetings.units import access


def minutes_or_404(user: AnyUser, area: str, unit: str, year: int, *, right: Right) -> MinutesPage:
    """Return the minutes of the meeting at /<area>/<unit>/<year>/, with meeting and unit loaded.

    Raises Http404 when there are none, or `user` may not read them as they are now, or does not hold `right` there.
    """
    meeting = meeting_or_404(user, area, unit, year, right=right)
    minutes = access.visible_to(user, MinutesPage, _rows()).filter(meeting=meeting).first()
    if minutes is None:
        raise Http404
    return minutes


def submitted_or_404(user: AnyUser, area: str, unit: str, year: int, *, right: Right, version: int) -> MinutesPage:
    """Return the minutes that were submitted as `version`, in whatever state they are now. Raises Http404.

    They are found also after a decision, so that a late second decision gets an explanation instead of a 404.
    """
    meeting = meeting_or_404(user, area, unit, year, right=right)
    return get_object_or_404(_rows(), meeting=meeting, submissions__version=version)


def _rows() -> QuerySet[MinutesPage]:
    return MinutesPage.objects.select_related("meeting__cycle", "meeting__unit", "unit")
