"""What the page of the year shows: months with their entries, what clashes in words, and free half days."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text.danish_formats import (
    clock,
    days_of_month,
    month_and_year,
    short_weekday_and_day,
    time_of_day,
    weekday_and_day,
)
from meetings.clashes.busy_times import busy_times
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.working_days import is_working_day
from meetings.schedule.entry import ScheduleEntry
from meetings.schedule.enums import PLURALS
from meetings.schedule.sources import ScheduleQuery, entries
from meetings.template.school_years import FIRST_MONTH

MORNING, AFTERNOON = (time(8), time(12)), (time(12), time(16))
#: How far ahead, and how many days with a free half at most.
FREE_DAYS_AHEAD = timedelta(weeks=8)
MAX_FREE_DAYS = 10
#: Asked for beside the kinds: what the person takes part in or owes.
OWN_ENTRIES = "mine"


@dataclass(frozen=True)
class ScheduleRow:
    entry: ScheduleEntry
    #: Sentences: what the person has at the same time.
    clashes: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """mandag 5., or until when it lasts: 5.–9. oktober."""
        one = self.entry
        if one.last_day and one.last_day != one.day:
            return days_of_month(one.day, one.last_day)
        return short_weekday_and_day(one.day)

    @property
    def clock(self) -> str:
        """kl. 9.00–13.00; empty for what has no time."""
        one = self.entry
        if one.begins is None:
            return ""
        return "–".join(filter(None, (time_of_day(one.begins), clock(one.ends))))

    @property
    def facts(self) -> str:
        """What it is, when and where, beside the unit or the title: "Dialogmøde 2026/2027, kl. 9.00–13.00, Aulaen"."""
        one = self.entry
        what = one.title if one.unit else str(one.kind.label)
        label = ", ".join(part for part in (what, self.clock, one.place) if part)
        return f"{label} ({one.note.lower()})" if one.note else label


@dataclass(frozen=True)
class ScheduleMonth:
    first: date
    is_now: bool
    is_past: bool
    rows: list[ScheduleRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        return month_and_year(self.first)


@dataclass(frozen=True)
class ScheduleYear:
    """`counts` are links to one kind, `clashing` the number of entries ahead that clash."""

    school_year: str
    months: list[ScheduleMonth]
    counts: list[dict[str, object]]
    clashing: int


def year_of(user: User, *, first_year: int, today: date, kind: str = "") -> ScheduleYear:
    """Return the school year from August of `first_year`, for `kind` alone if it is one. Nine queries, whatever the
    number."""
    first, last = date(first_year, FIRST_MONTH, 1), date(first_year + 1, FIRST_MONTH, 1) - timedelta(days=1)
    found = entries(ScheduleQuery(user, first, last))
    clashes = clashes_of(found)
    shown = [one for one in found if not kind or kind in (one.kind, OWN_ENTRIES if one.is_mine else "")]
    months = []
    for begins in _months(first):
        ends = _month_after(begins)
        # What began before the year stands in its first month.
        rows = [ScheduleRow(one, clashes.get(one.key, ())) for one in shown if begins <= max(one.day, first) < ends]
        months.append(ScheduleMonth(begins, begins <= today < ends, ends <= today, rows))
    counted = Counter(str(one.kind) for one in found) + Counter({OWN_ENTRIES: sum(one.is_mine for one in found)})
    return ScheduleYear(
        f"{first_year}/{first_year + 1}",
        months,
        _counts(counted, first_year, kind),
        sum(bool(clashes.get(one.key)) for one in found if (one.last_day or one.day) >= today),
    )


def clashes_of(entries: Sequence[ScheduleEntry]) -> dict[str, tuple[str, ...]]:
    """Return, by the key of an entry, a sentence for each other one that takes the person's time at the same time."""
    by_day: dict[date, list[ScheduleEntry]] = defaultdict(list)
    for one in entries:
        if one.occupies_time:
            for day in one.days:
                by_day[day].append(one)
    clashes: dict[str, dict[str, str]] = defaultdict(dict)
    for there in by_day.values():
        for one in there:
            for other in there:
                if one is not other and one.overlaps(other):
                    clashes[one.key][other.key] = _same_time(other)
    return {key: tuple(sentences.values()) for key, sentences in clashes.items()}


def _same_time(other: ScheduleEntry) -> str:
    what = ", ".join(part for part in (other.title, other.unit, ScheduleRow(other).clock) if part)
    return _("At the same time: %(what)s") % {"what": what}


def own_free_half_days(user: User, today: date) -> list[str]:
    """Return the next working days on which the person has a free half, from tomorrow: "tirsdag 8. december:
    formiddag"."""
    days = [today + timedelta(days=n) for n in range(1, FREE_DAYS_AHEAD.days + 1)]
    busy = busy_times([user.pk], days[0], days[-1])
    found = []
    for day in filter(is_working_day, days):
        halves = [
            label
            for label, (begins, ends) in ((_("morning"), MORNING), (_("afternoon"), AFTERNOON))
            if not any(one.overlaps(moment_of(day, begins), moment_of(day, ends)) for one in busy)
        ]
        if halves:
            both = _(" and ").join(halves)
            found.append(f"{weekday_and_day(day)}: {both}")
    return found[:MAX_FREE_DAYS]


def _months(first: date) -> Iterator[date]:
    for _number in range(12):
        yield first
        first = _month_after(first)


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _counts(counted: Counter[str], first_year: int, kind: str) -> list[dict[str, object]]:
    year = {"skoleaar": first_year}
    names = {OWN_ENTRIES: _("for you"), **{one.value: str(label).lower() for one, label in PLURALS.items()}}
    return [
        {
            "label": f"{counted[one]} {label}",
            "url": f"{reverse('year')}?{urlencode({**year, 'slags': one})}",
            "is_current": one == kind,
        }
        for one, label in names.items()
        if counted[one]
    ]


def first_year_of(day: date) -> int:
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def this_year() -> int:
    return first_year_of(timezone.localdate())
