"""Filter for current meetings."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from meetings.cycle.models import Cycle
from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.pages import MeetingPage
from meetings.template.school_years import school_year_of

if TYPE_CHECKING:
    from home.year_row import YearRow

#: A convened meeting of an earlier school year stays current this long.
UNFINISHED_FOR = timedelta(days=365)


def current_meetings_q(today: date, meeting: str = "") -> Q:
    """Return a filter on meetings of the school year of `today` or later, and on convened ones of earlier years.

    The latter count if their day is ahead or at most `UNFINISHED_FOR` ago. `meeting` is the lookup prefix from the
    filtered model to the meeting, such as "meeting__".
    """
    convened = Q(state__in=CONVENED_STATES, starts_at__gte=start_of(today - UNFINISHED_FOR))
    return in_this_year_or(convened, today, meeting)


def in_this_year_or(other: Q, today: date, meeting: str = "") -> Q:
    """Return a filter on meetings of the school year of `today` or later, and on those that `other` finds by an index.

    It is asked by itself, so that the database begins with the few meetings it finds, however many the units have had.
    """
    years = Cycle.objects.filter(school_year__gte=school_year_of(today))
    found = MeetingPage.objects.filter(Q(cycle__in=years) | other).order_by()
    return Q(**{f"{meeting}pk__in": found.values("pk")})


def start_of(day: date) -> datetime:
    """Return the midnight at which `day` begins, local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def is_current_meeting(meeting: "MeetingPage | YearRow", today: date) -> bool:
    """Return whether the meeting is current, by the same rule."""
    if meeting.school_year >= school_year_of(today):
        return True
    is_convened = meeting.state in CONVENED_STATES and meeting.starts_at is not None
    return is_convened and timezone.localdate(meeting.starts_at) >= today - UNFINISHED_FOR
