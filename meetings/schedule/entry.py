"""One thing in the year of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from meetings.schedule.enums import EntryKind


@dataclass(frozen=True)
class ScheduleEntry:
    """`key` is the same each time, for calendar programs. Without `begins` it is for the whole day, or to `last_day`.

    `note` is what only the page says, such as that a meeting is not convened. `until` gives the end (None where it has
    none): reading the agenda of a meeting takes milliseconds.
    """

    kind: EntryKind
    key: str
    day: date
    title: str
    unit: str = ""
    place: str = ""
    url: str = ""
    begins: datetime | None = None
    until: Callable[[], datetime | None] | None = None
    last_day: date | None = None
    #: The person takes part; only such entries clash, and only they are in the feed.
    is_mine: bool = True
    note: str = ""
    #: Primary key of the BlockedTime.
    blocked: int | None = None

    @cached_property
    def ends(self) -> datetime | None:
        return self.until() if self.until else None

    @property
    def days(self) -> list[date]:
        return [self.day + timedelta(days=n) for n in range(((self.last_day or self.day) - self.day).days + 1)]

    @property
    def occupies_time(self) -> bool:
        """Whether the person cannot be elsewhere then; a deadline takes none."""
        return self.is_mine and self.kind is not EntryKind.DEADLINE

    def overlaps(self, other: "ScheduleEntry") -> bool:
        """Return whether two entries of the same day have more than a moment in common; what has no time is all day."""
        if self.begins is None or other.begins is None:
            return True
        mine, theirs = self.ends or self.begins, other.ends or other.begins
        return self.begins < theirs and other.begins < mine
