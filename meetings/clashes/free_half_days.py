"""The nearest half days on which everybody concerned is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from meetings.clashes.busy_times import BusyTime
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.working_days import is_working_day

#: How far before and after the chosen day is looked, and how many half days are proposed each way.
SEARCHED_EACH_WAY = timedelta(weeks=4)
PROPOSED_EACH_WAY = 3
NOON = time(12)
#: When a proposal may begin, the most usual first: in the morning, in the afternoon. A long one has no afternoon.
_BEGINNINGS = ((time(9), time(8, 30), time(8)), (time(12), time(12, 30), time(13)))
_ENDS_BY = time(16)


@dataclass(frozen=True)
class HalfDay:
    """A free time, in UTC."""

    begins: datetime
    ends: datetime


def free_half_days(
    begins: datetime, ends: datetime, busy: Sequence[BusyTime], *, earliest: datetime, latest: datetime
) -> list[HalfDay]:
    """Return the nearest free half days before and after the chosen time, in order, as long as it is.

    They are on working days, begin after `earliest` and end by `latest`. One keeps the chosen hour where it can.
    """
    today, clock, length = timezone.localdate(begins), timezone.localtime(begins).time(), ends - begins

    def found(days: Iterable[date], halves: Sequence[int]) -> Iterable[HalfDay]:
        for day in filter(is_working_day, days):
            for half in halves:
                free = _free_in(day, half, clock, length, busy)
                if free and earliest < free.begins and free.ends <= latest:
                    yield free

    span = range(SEARCHED_EACH_WAY.days + 1)
    before = (one for one in found((today - timedelta(days=n) for n in span), (1, 0)) if one.begins < begins)
    after = (one for one in found((today + timedelta(days=n) for n in span), (0, 1)) if one.begins > begins)
    return [*reversed(list(islice(before, PROPOSED_EACH_WAY))), *islice(after, PROPOSED_EACH_WAY)]


def _free_in(day: date, half: int, chosen: time, length: timedelta, busy: Sequence[BusyTime]) -> HalfDay | None:
    """Return the first free time of the morning (0) or the afternoon (1)."""
    usual = [clock for clock in _BEGINNINGS[half] if moment_of(day, clock) + length <= moment_of(day, _ENDS_BY)]
    for clock in [chosen, *usual] if (chosen >= NOON) == half else usual:
        begins = moment_of(day, clock)
        if not any(one.overlaps(begins, begins + length) for one in busy):
            return HalfDay(begins, begins + length)
    return None
