"""Determine the measure of figures: numbers of persons, shares of persons, or another measure.

The dataset's type and its content count more than the user's choice; where they leave it open, the choice counts, and
otherwise the measure that suppresses more.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from meetings.figures.suppression.known_sums import HUNDRED, TOLERANCE, parts_of_column, parts_of_row
from meetings.figures.table import Table
from snippets.dataset_type import DatasetType
from snippets.enums import Measure

_PERSONS = r"(?:elev|børn|barn|pige|dreng|ansat|medarbejder|forældre|person|pædagog|lærer|besvarelse|deltager|inviter)"
#: "Andel elever", "procent af børnene", "elever med over 10 % fravær", "højest trivsel, andel".
SHARE_WORDS = re.compile(
    rf"\bandel|(?:\bprocent|\bpct\.?|%)\s+af\s+(?:\w+\s)?{_PERSONS}|\b{_PERSONS}\w*\s+(?:med|over|under|der|som)\b",
    re.IGNORECASE,
)
COUNT_WORDS = re.compile(rf"\bantal\b|\b{_PERSONS}(?:er|erne|e|ne|te|et|ere|erede)?\b|^n$", re.IGNORECASE)
MEASURE_WORDS = re.compile(
    r"gennemsnit|kvotient|dage\b|timer\b|\b(?:snit|median|score|point|indeks|karakter|minut|kr\b|kron|skala)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MeasureGuess:
    """`why` is the reason when the measure differs from the chosen one; else empty."""

    measure: Measure
    why: str = ""


def measure_of(
    table: Table, *, type: DatasetType, chosen: Measure, title: str = "", percents: frozenset[str] = frozenset(),
    respondents: int | None = None,
) -> MeasureGuess:  # fmt: skip
    """Return the measure and, if it differs from `chosen`, why. `percents` are the columns in which a figure was
    written with a percent sign."""
    if not any(cell.number is not None for row in table.rows for cell in row.cells):
        return MeasureGuess(chosen)
    measure, why = _from_content(table, type, chosen, title, percents, respondents)
    return MeasureGuess(measure, why if measure != chosen else "")


def _from_content(
    table: Table, type: DatasetType, chosen: Measure, title: str, percents: frozenset[str], respondents: int | None
) -> tuple[Measure, str]:
    numbers = [cell.number for row in table.rows for cell in row.cells if cell.number is not None]
    can_be_share = all(0 <= number <= HUNDRED for number in numbers)
    can_be_count = all(number >= 0 and number == number.to_integral_value() for number in numbers)
    names = " | ".join([title, *(column.name for column in table.columns)])
    of_something_else = type.measure == Measure.SCORE and type.unit_of_measure == "%"
    if can_be_share and _makes_hundreds(table, chosen, percents, respondents, can_be_count=can_be_count):
        return Measure.SHARE, _("the parts add up to 100 %")
    if can_be_share and SHARE_WORDS.search(names) and chosen != Measure.COUNT:
        return Measure.SHARE, _("the names say that they are shares of persons")
    if can_be_share and percents and not of_something_else:
        return Measure.SHARE, _("they are written with a percent sign")
    if (
        chosen == Measure.COUNT
        and can_be_count
        and not (type.measure == Measure.SHARE and not COUNT_WORDS.search(names))
    ):
        return Measure.COUNT, ""
    if of_something_else:
        return Measure.SCORE, _("“%(type)s” is percent of days, not of persons") % {"type": type.name}
    says_measure = MEASURE_WORDS.search(names) is not None
    if type.measure == Measure.COUNT and can_be_count and not says_measure and chosen != Measure.SHARE:
        return Measure.COUNT, _("they are whole numbers, and “%(type)s” counts persons") % {"type": type.name}
    if Measure.SHARE in {type.measure, chosen} and can_be_share and not (says_measure and chosen == Measure.SCORE):
        return Measure.SHARE, _("“%(type)s” is shares of persons") % {"type": type.name}
    return Measure.SCORE, _("they can't be numbers or shares of persons")


def _makes_hundreds(
    table: Table, chosen: Measure, percents: frozenset[str], respondents: int | None, *, can_be_count: bool
) -> bool:
    """Return whether at least half of the rows, or of the columns, add up to about 100.

    Whole numbers that are stated to be persons may do so by chance: a single line that does is ignored, and so are all
    lines when about 100 persons answered.
    """
    rows = [parts_of_row(table, number) for number, row in enumerate(table.rows) if not row.is_total]
    columns = [parts_of_column(table, number) for number, column in enumerate(table.columns) if not column.is_total]
    if chosen == Measure.COUNT and can_be_count and not percents:
        near = respondents is not None and abs(respondents - HUNDRED) <= TOLERANCE
        return not near and any(len(lines) > 1 and _are_hundreds(lines) for lines in (rows, columns))
    return _are_hundreds(rows) or (not table.has_counts and _are_hundreds(columns))


def _are_hundreds(lines: list[list[Decimal | None]]) -> bool:
    full = [[number for number in line if number is not None] for line in lines if len(line) > 1 and None not in line]
    hundreds = [line for line in full if abs(sum(line, Decimal(0)) - HUNDRED) <= max(TOLERANCE, Decimal(len(line)) / 2)]
    return bool(hundreds) and 2 * len(hundreds) >= len(full)
