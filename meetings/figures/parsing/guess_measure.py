"""Guess the measure of a column: numbers of persons, shares of persons, or another measure."""

from meetings.figures.parsing.headings import names_a_count, names_percents, names_persons, names_time
from meetings.figures.parsing.parse_table import ReadRow
from meetings.figures.parsing.read_cells import ReadCell
from snippets.enums import Measure

#: The sum of the rounded shares of one row.
ABOUT_100 = range(99, 102)


def guess_measures(names: tuple[str, ...], rows: list[ReadRow]) -> list[Measure]:
    """Return one measure for each of `names`, the columns of figures in `rows`."""
    are_parts = len(names) > 1 and bool(rows) and all(_sums_to_100(row) for row in rows)
    return [_measure(name, column, rows, are_parts) for column, name in enumerate(names)]


def _measure(name: str, column: int, rows: list[ReadRow], are_parts: bool) -> Measure:
    cells = [row.cells[column] for row in rows]
    numbers = [cell.value.number for cell in cells if cell.value is not None and cell.value.number is not None]
    are_whole = bool(numbers) and all(number >= 0 and number == number.to_integral_value() for number in numbers)
    if names_a_count(name) or (names_persons(name) and are_whole and not _has_percent_sign(cells)):
        return Measure.COUNT
    if names_time(name):
        return Measure.SCORE  # percent of days is no share of persons
    if are_parts or names_percents(name) or _has_percent_sign(cells):
        return Measure.SHARE
    return Measure.SCORE


def _has_percent_sign(cells: list[ReadCell]) -> bool:
    return any(cell.written.endswith("%") for cell in cells)


def _sums_to_100(row: ReadRow) -> bool:
    numbers = [cell.value.number for cell in row.cells if cell.value is not None]
    return None not in numbers and round(sum(number for number in numbers if number is not None)) in ABOUT_100
