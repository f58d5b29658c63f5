"""Sums that are known though no cell shows them: 100 %, and the number of answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from meetings.figures.table import Table
from snippets.enums import Measure

HUNDRED = Decimal(100)
#: How far a sum of rounded percents may be from 100.
TOLERANCE = Decimal("1.5")
Numbers = Sequence[Decimal | None]


def sums_to(numbers: Numbers, whole: Decimal | int, nearly: Decimal | int = 0) -> bool:
    """Return whether all numbers are known, there are at least two, and they add up to `whole` within `nearly`."""
    known = [number for number in numbers if number is not None]
    return 1 < len(numbers) == len(known) and abs(sum(known, Decimal(0)) - whole) <= nearly


def parts_of_row(table: Table, number: int) -> list[Decimal | None]:
    cells = table.rows[number].cells
    return [cell.number for column, cell in zip(table.columns, cells, strict=True) if not column.is_total]


def parts_of_column(table: Table, number: int) -> list[Decimal | None]:
    return [row.cells[number].number for row in table.rows if not row.is_total]


def known_sums(wholes: Mapping[int, Decimal | int | None], parts: Mapping[int, Numbers], nearly: Decimal) -> set[int]:
    """Return the lines whose parts add up to their whole.

    If some fully known line adds up, or if no line is fully known, lines with a suppressed part that may add up are
    included, to be careful. If fully known lines exist and none adds up, no line is returned.
    """
    known_wholes = {key: whole for key, whole in wholes.items() if whole is not None and len(parts[key]) > 1}
    full = {key for key in known_wholes if None not in parts[key]}
    matching = {key for key in full if sums_to(parts[key], known_wholes[key], nearly)}
    if full and not matching:
        return set()
    within = {
        key for key in known_wholes
        if key not in full and sum(number for number in parts[key] if number is not None) <= known_wholes[key] + nearly
    }  # fmt: skip
    return matching | within


def sums_of_rows(table: Table, measure: Measure, respondents: int | None) -> set[int]:
    """Return the rows whose parts add up to a known whole: 100 %, their number of answers, or the number of all
    answers."""
    numbers = range(len(table.rows))
    parts = {number: parts_of_row(table, number) for number in numbers}
    if measure == Measure.SHARE:
        return known_sums(dict.fromkeys(numbers, HUNDRED), parts, TOLERANCE)
    if measure == Measure.COUNT:
        counts = {number: row.count.number if row.count else None for number, row in enumerate(table.rows)}
        found = known_sums(counts, parts, Decimal(0))
        return found | known_sums(dict.fromkeys(numbers, respondents), parts, Decimal(0))
    return set()


def sums_of_columns(table: Table, measure: Measure, respondents: int | None) -> set[int]:
    """Return the columns whose parts add up to a known whole: 100 %, or the number of all answers."""
    numbers = range(len(table.columns))
    parts = {number: parts_of_column(table, number) for number in numbers}
    if measure == Measure.SHARE and not table.has_counts:
        found = known_sums(dict.fromkeys(numbers, HUNDRED), parts, TOLERANCE)
        return found if any(sums_to(parts[number], HUNDRED, TOLERANCE) for number in found) else set()
    if measure == Measure.COUNT:
        return known_sums(dict.fromkeys(numbers, respondents), parts, Decimal(0))
    return set()
