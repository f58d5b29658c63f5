"""Danish formats of dates, times and numbers: 12. marts 2026, kl. 9.00, uge 12, 6,4 %."""

import datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

NO_BREAK = "\u00a0"


def _local(value: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    """A date unchanged, a datetime in local time. Raises ValueError for a naive datetime."""
    return timezone.localtime(value) if isinstance(value, datetime.datetime) else value


def date(value: datetime.date | None) -> str:
    """12. marts 2026; empty for None."""
    if not value:
        return ""
    day = _local(value)
    return _day_in_words(day.day, day.month, day.year)


@lru_cache(maxsize=4096)
def _day_in_words(day: int, month: int, year: int) -> str:
    return formats.date_format(datetime.date(year, month, day), "j. F Y")


def weekday_and_date(value: datetime.date | None) -> str:
    """torsdag den 12. marts 2026."""
    if not value:
        return ""
    day = _local(value)
    return gettext("%(weekday)s %(date)s") % {
        "weekday": formats.date_format(day, "l").lower(),
        "date": formats.date_format(day, "j. F Y"),
    }


def time_of_day(value: datetime.time | datetime.datetime | None) -> str:
    """kl. 9.00; empty for None."""
    if value is None or value == "":
        return ""
    moment_of_day = _local(value) if isinstance(value, datetime.datetime) else value
    return gettext("at %(time)s") % {"time": f"{moment_of_day.hour}.{moment_of_day.minute:02}"}  # type: ignore[union-attr]


def moment(value: datetime.datetime | None) -> str:
    """12. marts 2026 kl. 9.00."""
    return f"{date(value)} {time_of_day(value)}" if value else ""


def week(value: datetime.date | None) -> str:
    """uge 12 (ISO 8601)."""
    return gettext("week %(number)s") % {"number": _local(value).isocalendar().week} if value else ""


def days_away(value: datetime.date | None, today: datetime.date | None = None) -> str:
    """i dag, i morgen, om 3 dage, i går, for 5 dage siden."""
    if not value:
        return ""
    day = timezone.localdate(value) if isinstance(value, datetime.datetime) else value
    days = (day - (today or timezone.localdate())).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days == -1:
        return gettext("yesterday")
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}


def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """1.204,5; empty for None."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def percent(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """6,4 % with a space that does not break."""
    written = number(value, decimals)
    return f"{written}{NO_BREAK}%" if written else ""


def duration(minutes: int | None) -> str:
    """1 time 30 min.; 45 min.; 2 timer."""
    if minutes is None or minutes == "":
        return ""
    hours, rest = divmod(int(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(gettext("%(count)s min.") % {"count": rest})
    return " ".join(part.replace(" ", NO_BREAK) for part in parts)


def school_year(first_year: int | None) -> str:
    """2026/2027 for 2026."""
    return f"{int(first_year)}/{int(first_year) + 1}" if first_year else ""


def initials(name: str) -> str:
    """AB for Anna Bo Berg; at most two letters."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()
