"""Formats of dates, times and numbers: 12. marts 2026, kl. 9.00, 6,4 %; in English 12 March 2026, at 9:00, 6.4%."""

import datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext

NO_BREAK = "\u00a0"
ENGLISH = "en"


def is_english() -> bool:
    """Return whether what is written now is English; Danish otherwise."""
    return translation.get_language() == ENGLISH


def _local(value: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    """A date unchanged, a datetime in local time. Raises ValueError for a naive datetime."""
    return timezone.localtime(value) if isinstance(value, datetime.datetime) else value


def format_date(value: datetime.date | None) -> str:
    """Return 12. marts 2026; empty for None."""
    return _written(value, "j. F Y", "j F Y")


def day_and_month(value: datetime.date | None) -> str:
    """Return 12. marts; empty for None."""
    return _written(value, "j. F", "j F")


def weekday_and_day(value: datetime.date | None) -> str:
    """Return torsdag 12. marts; empty for None."""
    return _written(value, "l j. F", "l j F")


def short_weekday_and_day(value: datetime.date | None) -> str:
    """Return tors 12.; empty for None."""
    return _written(value, "D j.", "D j")


def month_and_year(value: datetime.date | None) -> str:
    """Return marts 2026; empty for None."""
    return _written(value, "F Y", "F Y")


def days_of_month(first: datetime.date, last: datetime.date) -> str:
    """Return 12.–16. marts: the month is that of the last day."""
    return f"{first.day}{'' if is_english() else '.'}–{day_and_month(last)}"


def _written(value: datetime.date | None, danish: str, english: str) -> str:
    if not value:
        return ""
    day = _local(value)
    return _day_in_words(day.day, day.month, day.year, english if is_english() else danish, is_english())


@lru_cache(maxsize=4096)
def _day_in_words(day: int, month: int, year: int, wanted: str, is_english: bool) -> str:
    """`is_english` is part of the key. Days and months have small letters in Danish."""
    words = formats.date_format(datetime.date(year, month, day), wanted)
    return words if is_english else words.lower()


def weekday_and_date(value: datetime.date | None) -> str:
    """Return torsdag den 12. marts 2026."""
    if not value:
        return ""
    return gettext("%(weekday)s %(date)s") % {"weekday": _written(value, "l", "l"), "date": format_date(value)}


def time_of_day(value: datetime.time | datetime.datetime | None) -> str:
    """Return kl. 9.00; empty for None."""
    return gettext("at %(time)s") % {"time": clock(value)} if value else ""


def clock(value: datetime.time | datetime.datetime | None) -> str:
    """Return 9.00, for the end of a span and for columns; empty for None."""
    if value is None or value == "":
        return ""
    moment_of_day = _local(value) if isinstance(value, datetime.datetime) else value
    return f"{moment_of_day.hour}{':' if is_english() else '.'}{moment_of_day.minute:02}"  # type: ignore[union-attr]


def moment(value: datetime.datetime | None) -> str:
    """Return 12. marts 2026 kl. 9.00."""
    return f"{format_date(value)} {time_of_day(value)}" if value else ""


def format_week(value: datetime.date | None) -> str:
    """Return uge 12 (ISO 8601)."""
    return gettext("week %(number)s") % {"number": _local(value).isocalendar().week} if value else ""


def days_away(value: datetime.date | None, today: datetime.date | None = None) -> str:
    """Return i dag, i morgen, om 3 dage, i går, for 5 dage siden."""
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


def format_number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """Return 1.204,5; empty for None."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def format_percent(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """Return 6,4 % with a space that does not break."""
    written = format_number(value, decimals)
    return f"{written}{'' if is_english() else NO_BREAK}%" if written else ""


def duration(minutes: int | None) -> str:
    """Return 1 time 30 min.; 45 min.; 2 timer."""
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
    """Return 2026/2027 for 2026."""
    return f"{int(first_year)}/{int(first_year) + 1}" if first_year else ""


def initials(name: str) -> str:
    """Return AB for Anna Bo Berg; at most two letters."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()
