"""School years, written 2026/2027 (1 August to 31 July)."""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.errors import Refusal

SCHOOL_YEAR = re.compile(r"([0-9]{4})/([0-9]{4})")
#: School years in running text: also 2021/22, 2021-2022.
NAMED_IN_TEXT = re.compile(r"\b(20\d{2})\s*[/–-]\s*(20\d{2}|\d{2})\b")
FIRST_MONTH = 8


def valid_school_year(value: str) -> None:
    """Raise ValidationError unless `value` is two consecutive years."""
    match = SCHOOL_YEAR.fullmatch(value)
    if not match or int(match[2]) != int(match[1]) + 1 or not 2000 <= int(match[1]) < 2100:
        raise ValidationError(_("Write the school year as two years that follow each other, for example 2026/2027."))


class BadSchoolYear(Refusal):
    """The text is not two consecutive years."""


def require_school_year(value: str) -> None:
    """Raise BadSchoolYear, with a message that says how to write it, unless `value` is a school year."""
    try:
        valid_school_year(value)
    except ValidationError as error:
        raise BadSchoolYear(error.messages[0], field="school_year") from None


def school_year_of(day: date) -> str:
    """Return the school year of `day`."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}/{first + 1}"


def year_after(school_year: str) -> str:
    first = int(school_year[:4]) + 1
    return f"{first}/{first + 1}"


def next_school_year(taken: Iterable[str], today: date | None = None) -> str:
    """Return the first school year, from the current one on, that is not `taken`."""
    known = set(taken)
    year = school_year_of(today or timezone.localdate())
    while year in known:
        year = year_after(year)
    return year


def years_named_in(text: str) -> list[str]:
    """Return the school years named in a text, as 2021/2022, in the order of first appearance."""
    found = [f"{first}/{int(first) + 1}" for first, second in NAMED_IN_TEXT.findall(text) if _follows(first, second)]
    return list(dict.fromkeys(found))


def _follows(first: str, second: str) -> bool:
    return str(int(first) + 1).endswith(second)
