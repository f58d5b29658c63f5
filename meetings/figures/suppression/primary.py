"""Primary cell suppression: cells that by themselves disclose too few persons."""

import re
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor

from meetings.figures.suppression.known_sums import HUNDRED, TOLERANCE, parts_of_row, sums_to
from meetings.figures.table import Table, TableRow
from meetings.figures.values import SUPPRESSED, Value
from snippets.enums import Measure

ANSWERS_IN_NAME = re.compile(
    r"\bn ?= ?(\d{1,4})\b|"
    r"\b(\d{1,4}) (?:svar|besvarelser?|respondent(?:er)?|elever|børn|personer|ansatte|medarbejdere)\b",
    re.IGNORECASE,
)


def suppress_primary_cells(table: Table, measure: Measure, minimum: int, share_base: int | None) -> Table:
    """Return the table after primary suppression. `share_base` is an upper limit on the persons behind each share
    where no row says how many answered."""
    rows = []
    for number, row in enumerate(table.rows):
        counted = row if share_base is None else replace(row, count=Value.shown(share_base))
        leaves_rest = not _adds_up(table, number, measure)
        cells = tuple(
            SUPPRESSED
            if cell.number is not None
            and (
                heading_gives_few_answers(row.name, minimum)
                or heading_gives_few_answers(column.name, minimum)
                or _discloses_few(counted, cell, measure, minimum, leaves_rest=leaves_rest and not column.is_total)
            )
            else cell
            for column, cell in zip(table.columns, row.cells, strict=True)
        )
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows))


def heading_gives_few_answers(name: str, minimum: int) -> bool:
    """Return whether a heading gives a number of answers under `minimum`: "4.a (n=3)", "Piger (4 svar)"."""
    found = ANSWERS_IN_NAME.search(name)
    return found is not None and int(found[1] or found[2]) < minimum


def _adds_up(table: Table, number: int, measure: Measure) -> bool:
    """Return whether the parts of the row cover everybody who answered, so that nobody is left over."""
    count = table.rows[number].count
    if measure == Measure.SHARE:
        return sums_to(parts_of_row(table, number), HUNDRED, TOLERANCE)
    return count is None or count.number is None or sums_to(parts_of_row(table, number), count.number)


def _discloses_few(row: TableRow, cell: Value, measure: Measure, minimum: int, *, leaves_rest: bool) -> bool:
    """Return whether the cell stands for fewer than `minimum` persons, or leaves fewer over. `leaves_rest`: no part
    stands for the rest up to 100 %, but it can be computed: 96 % of 50 leave two."""
    if cell.number is None or measure == Measure.SCORE:
        return False
    base = row.count.number if row.count is not None else None
    if measure == Measure.COUNT:
        persons = abs(cell.number)
        leaves = base - persons if leaves_rest and base is not None and persons <= base else persons
        return min(persons, leaves) < minimum
    if base is None:
        return False
    least, most = _person_bounds(abs(cell.number), base)
    return least < minimum or (leaves_rest and base - most < minimum)


def _person_bounds(share: Decimal, base: Decimal) -> tuple[int, int]:
    """The fewest and the most persons that a rounded percent can stand for: 3 % of 155 are 4 or 5."""
    half = Decimal(1).scaleb(int(share.as_tuple().exponent)) / 2
    return ceil((share - half) * base / 100), floor((share + half) * base / 100)


def persons_behind(row: TableRow, cell: Value, measure: Measure) -> Decimal | None:
    """Return the number of persons that the cell counts; for a share, that share of the row's number of answers. None
    when not known."""
    if cell.number is None or measure == Measure.SCORE:
        return None
    if measure == Measure.COUNT:
        return abs(cell.number)
    count = row.count.number if row.count is not None else None
    return None if count is None else abs(cell.number) * count / 100
