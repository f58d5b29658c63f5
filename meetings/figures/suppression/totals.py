"""Find marginal totals by adding up, including those that are not named so: a reader of the table can add too."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from meetings.figures.table import Table
from snippets.enums import Measure

Numbers = Sequence[Decimal | None]
MIN_PARTS = 2


def mark_totals(table: Table, measure: Measure) -> Table:
    """Return the table with totals marked: rows and columns that are named so or whose numbers of persons are the
    sum of the others, or of those before them."""
    rows = [row.is_total for row in table.rows]
    columns = [column.is_total for column in table.columns]
    if measure == Measure.COUNT:
        grid = [[cell.number for cell in row.cells] for row in table.rows]
        columns = _found([list(line) for line in zip(*grid, strict=True)], columns)
        rows = _found(grid, rows)
    if table.has_counts:
        rows = _found([[row.count.number if row.count is not None else None] for row in table.rows], rows)
    return replace(
        table,
        rows=tuple(replace(row, is_total=yes) for row, yes in zip(table.rows, rows, strict=True)),
        columns=tuple(replace(column, is_total=yes) for column, yes in zip(table.columns, columns, strict=True)),
    )


def _found(lines: list[list[Decimal | None]], marked: list[bool]) -> list[bool]:
    """Mark lines that are the sum of others. If a line already marked is the sum of the parts, no other line is
    marked, even if it happens to be a sum."""
    marked = list(marked)
    parts = [line for number, line in enumerate(lines) if not marked[number]]
    if any(_is_sum(line, parts) for number, line in enumerate(lines) if marked[number]):
        return marked
    for number in (len(lines) - 1, *range(len(lines) - 1)):  # of 6, 0 and 6, the last is more likely the total
        line = lines[number]
        if marked[number] or not any(line):
            continue
        others = [one for other, one in enumerate(lines) if other != number and not marked[other]]
        since = max([other + 1 for other in range(number) if marked[other]], default=0)
        block = [lines[other] for other in range(since, number)]
        if _is_sum(line, others) or _is_sum(line, block):
            marked[number] = True
    return marked


def _is_sum(line: Numbers, parts: list[list[Decimal | None]]) -> bool:
    """Return whether each number is the sum of the parts' wherever all of them are known, and at least one such sum is
    not 0."""
    if len(parts) < MIN_PARTS:
        return False
    checked = 0
    for number, total in enumerate(line):
        known = [value for part in parts if (value := part[number]) is not None]
        if total is None or len(known) < len(parts):
            continue
        if sum(known) != total:
            return False
        checked += bool(total)
    return checked > 0


def grand_total(marked: Sequence[bool], numbers: Sequence[Numbers], nearly: Decimal | int = 0) -> int | None:
    """Return the last of the marked lines that can be the total of all parts; None when there is none. "Indskoling i
    alt" is not: it says nothing about Udskolingen.

    The grand total stands before or after all parts, and is not the sum of only those after the previous total.
    `numbers` holds, for each line, the numbers that must add up to the total.
    """
    parts = [number for number, is_total in enumerate(marked) if not is_total]
    for number in range(len(marked) - 1, -1, -1):
        since = max((other + 1 for other in range(number) if marked[other]), default=0)
        block = [part for part in parts if since <= part < number]
        at_the_edge = number < min(parts, default=0) or number > max(parts, default=0)
        is_of_all = block in ([], parts) or not _make(numbers, block, number, nearly)
        if marked[number] and at_the_edge and is_of_all and _make(numbers, parts, number, nearly) is not False:
            return number
    return None


def _make(numbers: Sequence[Numbers], parts: Sequence[int], total: int, nearly: Decimal | int) -> bool | None:
    """Whether the parts add up to the total wherever it can be checks; None where it can't."""
    checks = [
        _adds_up(one, [numbers[part][place] for part in parts], nearly) for place, one in enumerate(numbers[total])
    ]
    return False if False in checks else True if True in checks else None


def _adds_up(total: Decimal | None, parts: Numbers, nearly: Decimal | int) -> bool | None:
    """None where a number is unknown."""
    if total is None or None in parts:
        return None
    return abs(sum((part for part in parts if part is not None), Decimal(0)) - total) <= nearly
