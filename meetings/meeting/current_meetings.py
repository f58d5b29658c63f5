"""Filter for current meetings."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from meetings.meeting.enums import CONVENED_STATES
from meetings.template.school_years import school_year_of

#: A convened meeting of an earlier school year stays current this long.
UNFINISHED_FOR = timedelta(days=365)


def current_meetings_q(today: date, meeting: str = "") -> Q:
    """Return a filter on meetings of the school year of `today` or later, and on convened ones of earlier years.

    The latter count if their day is ahead or at most `UNFINISHED_FOR` ago. `meeting` is the lookup prefix from the
    filtered model to the meeting, such as "meeting__".
    """
    since = timezone.make_aware(datetime.combine(today - UNFINISHED_FOR, time.min))
    return Q(**{f"{meeting}cycle__school_year__gte": school_year_of(today)}) | Q(
        **{f"{meeting}state__in": CONVENED_STATES, f"{meeting}starts_at__gte": since}
    )


def is_current_meeting(meeting: Any, today: date) -> bool:
    """Apply the same rule to one meeting: anything with its `school_year`, `state` and `starts_at`."""
    if meeting.school_year >= school_year_of(today):
        return True
    is_convened = meeting.state in CONVENED_STATES and meeting.starts_at is not None
    return is_convened and timezone.localdate(meeting.starts_at) >= today - UNFINISHED_FOR
