"""Meetings that are somebody's business now."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.pages import MeetingPage
from meetings.template.school_years import school_year_of

#: A meeting of an earlier school year that people were called to is not forgotten sooner than this.
UNFINISHED_FOR = timedelta(days=365)


def of_this_year(today: date, meeting: str = "") -> Q:
    """A filter on meetings of the school year that `today` lies in and of later ones, and on those of an earlier year
    that people were called to and whose day lies ahead or less than a year back. `meeting` is the way to the meeting
    from the filtered model, as "meeting__"."""
    since = timezone.make_aware(datetime.combine(today - UNFINISHED_FOR, time.min))
    return Q(**{f"{meeting}cycle__school_year__gte": school_year_of(today)}) | Q(
        **{f"{meeting}state__in": CONVENED_STATES, f"{meeting}starts_at__gte": since}
    )


def is_of_this_year(meeting: MeetingPage, today: date) -> bool:
    """The same for one meeting that is loaded with its cycle."""
    if meeting.school_year >= school_year_of(today):
        return True
    is_convened = meeting.state in CONVENED_STATES and meeting.starts_at is not None
    return is_convened and timezone.localdate(meeting.starts_at) >= today - UNFINISHED_FOR
