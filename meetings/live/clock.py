"""The clock of a running meeting: what the present item has used, and when the meeting ends if nothing changes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.live.models import LiveMeeting
from meetings.meeting.agenda import AgendaItem


@dataclass(frozen=True)
class Clock:
    """Seconds: `used` and `allowed` of the present item, `later` that the items after it still have.

    `allowed` is 0 for an item without a time. `runs` is False while the meeting pauses.
    """

    used: int
    allowed: int
    later: int
    runs: bool

    @property
    def left(self) -> int:
        """Seconds left of the present item; negative when it takes longer than planned."""
        return self.allowed - self.used

    @property
    def minutes_left(self) -> int:
        """The minutes that are left, rounded up."""
        return math.ceil(self.left / 60)

    @property
    def minutes_over(self) -> int:
        """The minutes on top of the time allowed, rounded up."""
        return math.ceil(-self.left / 60)

    def ends_at(self, now: datetime) -> datetime:
        return now + timedelta(seconds=max(0, self.left) + self.later)


def clock_of(live: LiveMeeting, items: Sequence[AgendaItem], now: datetime) -> Clock:
    """Return the clock. `items` is the agenda. The items before the present one count as done, whether they were
    reached or not."""
    place = place_of(live, items)
    own = items[place].minutes or 0
    later = sum(_planned(item) for item in items[place + 1 :])
    return Clock(live.seconds_used(now), (own + live.extra_minutes) * 60, later, live.running_since is not None)


def place_of(live: LiveMeeting, items: Sequence[AgendaItem]) -> int:
    """Return the index of the present item; 0 when it left the agenda."""
    return next((number for number, item in enumerate(items) if item.id == str(live.block_id)), 0)


def _planned(item: AgendaItem) -> int:
    """The seconds that the item still has, without those that it had already."""
    extra, used = (item.row.extra_minutes, item.row.actual_seconds) if item.row else (0, 0)
    return max(0, ((item.minutes or 0) + extra) * 60 - used)
