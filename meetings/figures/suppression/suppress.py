"""Suppress one table: from the figures as read to the figures that may be shown."""

from collections.abc import Set
from dataclasses import replace
from decimal import Decimal

from meetings.figures.suppression.feasible_table import fill_suppressed_cells
from meetings.figures.suppression.grid import Grid, Place
from meetings.figures.suppression.known_sums import (
    HUNDRED,
    TOLERANCE,
    Numbers,
    sums_of_columns,
    sums_of_rows,
    sums_to,
)
from meetings.figures.suppression.primary import persons_behind, suppress_primary_cells
from meetings.figures.suppression.secondary import suppress_secondary_cells
from meetings.figures.suppression.totals import MIN_PARTS, grand_total, mark_totals
from meetings.figures.table import Table, TableRow
from meetings.figures.values import MISSING, SUPPRESSED
from snippets.enums import Measure

#: Least interval width of a suppressed share, in percentage points, where the number of persons is unknown.
SHARE_INTERVAL_WIDTH = Decimal(5)
ZERO = Decimal(0)


def suppress(
    table: Table,
    *,
    measure: Measure,
    minimum: int,
    respondents: int | None = None,
    other_tables_have_counts: bool = False,
) -> Table:
    """Return the table with SUPPRESSED in place of every number that must not be shown.

    - Primary: numbers of persons under `minimum`, 0 included; shares that stand for so few, or leave so few over; every
      figure of a row with so few answers.
    - Secondary: as few as possible of the cells from which these could be computed (sums, 100 %, answers).

    `respondents` is the number of all answers. `other_tables_have_counts`: another table shows numbers of the same
    persons.
    """
    unmarked, table = table, mark_totals(table, measure)
    answers = _answer_grid(table, minimum, respondents)
    share_base = respondents if measure == Measure.SHARE and not table.has_counts else None
    shown = suppress_primary_cells(_suppress_rows_with_few_answers(table, answers), measure, minimum, share_base)
    grid = _figure_grid(table, shown, measure, minimum, respondents, answers)
    if not grid.hidden:
        return _restore_total_markings(unmarked, shown)
    part_totals = _remove_part_totals(grid, *_total_markings(table))
    if measure != Measure.SCORE:
        fill_suppressed_cells(grid)
    interval_width = (
        max(SHARE_INTERVAL_WIDTH, 100 * Decimal(minimum) / share_base) if share_base else SHARE_INTERVAL_WIDTH
    )
    suppress_secondary_cells(
        grid, interval_width if measure == Measure.SHARE and not table.has_counts else Decimal(minimum)
    )
    shown = _suppress_rows_with_small_rest(
        _suppress_cells(shown, grid.hidden | part_totals), measure, minimum, share_base
    )
    if share_base is not None:
        possible_totals = _rows_that_may_be_totals(table)
        open_rows = {number for number, row in enumerate(shown.rows) if SUPPRESSED in row.cells}
        shown = _suppress_rows(
            shown, open_rows | possible_totals if possible_totals or other_tables_have_counts else set()
        )
    return _restore_total_markings(unmarked, shown)


# The number of answers in each row -----------------------------------------------------------------------------------


def _answer_grid(table: Table, minimum: int, respondents: int | None) -> Grid:
    """The numbers of answers as a grid with one column, suppressed like numbers of persons."""
    counts = {(number, 0): row.count for number, row in enumerate(table.rows) if row.count not in (None, MISSING)}
    marked = _total_markings(table)[0]
    total = grand_total(marked, _counts(table))
    grid = Grid(
        weight={place: count.number or ZERO for place, count in counts.items() if count is not None},
        hidden={place for place, count in counts.items() if count and (count.number is None or count.number < minimum)},
        rows=[number for number, row in enumerate(table.rows) if not row.is_total],
        columns=[0],
        total_row=total,
    )
    own = [row.count.number if row.count else None for row in table.rows if not row.is_total]
    if respondents is not None and ((total is None and None in own) or sums_to(own, respondents)):
        grid.sums_of_columns = {0: Decimal(respondents)}
        _remove_cells(grid, {(total, 0)})
    if grid.hidden:
        extra = _remove_part_totals(grid, marked, [])
        fill_suppressed_cells(grid)
        suppress_secondary_cells(grid, Decimal(minimum))
        grid.hidden |= extra
    return grid


def _suppress_rows_with_few_answers(table: Table, answers: Grid) -> Table:
    """Suppress all figures of a row whose number of answers is suppressed: they would help to compute it."""
    rows = [_suppressed_row(row) if (number, 0) in answers.hidden else row for number, row in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def _suppressed_row(row: TableRow) -> TableRow:
    return replace(
        row, count=row.count and SUPPRESSED, cells=tuple(SUPPRESSED if cell != MISSING else cell for cell in row.cells)
    )


# What could be computed -----------------------------------------------------------------------------------------------


def _figure_grid(
    table: Table, shown: Table, measure: Measure, minimum: int, respondents: int | None, answers: Grid
) -> Grid:  # fmt: skip
    """Build the grid of the figures. `table` is as it was read, `shown` after primary suppression."""
    places = {
        (number, column): cell
        for number, row in enumerate(shown.rows) for column, cell in enumerate(row.cells) if cell != MISSING
    }  # fmt: skip
    marked = _total_markings(table)
    grid = Grid(
        weight={place: _weight(table, place, measure, minimum, answers) for place in places},
        hidden={place for place, cell in places.items() if cell == SUPPRESSED},
        rows=[number for number, row in enumerate(table.rows) if not row.is_total],
        columns=[number for number, column in enumerate(table.columns) if not column.is_total],
        total_row=grand_total(marked[0], _numbers(table) if measure == Measure.COUNT else _counts(table)),
        total_column=grand_total(marked[1], *_numbers_by_column(table, measure)),
    )
    if measure == Measure.SHARE:
        _remove_totals_of_100_percent(table, grid)
    _add_known_sums(grid, table, shown, measure, respondents)
    return grid


def _weight(table: Table, place: Place, measure: Measure, minimum: int, answers: Grid) -> Decimal:
    """The persons behind a cell; for a score, the answers behind it, or `minimum` if unknown. 0 for a cell that came
    suppressed."""
    row = table.rows[place[0]]
    if measure == Measure.SCORE:
        return answers.weight.get((place[0], 0), Decimal(minimum))
    cell = row.cells[place[1]]
    persons = persons_behind(row, cell, measure)
    return persons if persons is not None else abs(cell.number or ZERO)


def _remove_totals_of_100_percent(table: Table, grid: Grid) -> None:
    """Remove totals of 100 % from the grid: they disclose nothing, and suppressing them protects nothing."""
    if grid.total_column is not None:
        cells = [row.cells[grid.total_column].number for row in table.rows]
        if all(number is None or abs(number - HUNDRED) <= TOLERANCE for number in cells):
            _remove_cells(grid, {place for place in grid.weight if place[1] == grid.total_column})
            grid.total_column = None
    if grid.total_row is not None:
        cells = [cell.number for cell in table.rows[grid.total_row].cells]
        if not table.has_counts and all(number is None or abs(number - HUNDRED) <= TOLERANCE for number in cells):
            _remove_cells(grid, {place for place in grid.weight if place[0] == grid.total_row})
            grid.total_row = None


def _add_known_sums(grid: Grid, table: Table, shown: Table, measure: Measure, respondents: int | None) -> None:
    """Register known sums, and remove totals equal to them: suppressing those protects nothing."""
    for number in sums_of_rows(table, measure, respondents):
        count = shown.rows[number].count
        of_row = count.number if count is not None else None
        whole = of_row if table.has_counts else (HUNDRED if measure == Measure.SHARE else respondents)
        if whole is not None:  # otherwise the number of answers is suppressed, and so is the whole row
            grid.sums_of_rows[number] = Decimal(whole)
            _remove_cells(grid, {(number, grid.total_column)})
    whole = HUNDRED if measure == Measure.SHARE else Decimal(respondents or 0)
    grid.sums_of_columns = dict.fromkeys(sums_of_columns(table, measure, respondents), whole)
    _remove_cells(grid, {(grid.total_row, number) for number in grid.sums_of_columns})


def _remove_part_totals(grid: Grid, total_rows: list[bool], total_columns: list[bool]) -> set[Place]:
    """Remove totals of only some rows or columns from the grid, and return their places: they are suppressed
    whenever a cell is."""
    rows = {number for number, is_total in enumerate(total_rows) if is_total} - {grid.total_row}
    columns = {number for number, is_total in enumerate(total_columns) if is_total} - {grid.total_column}
    extra = {place for place in grid.weight if place[0] in rows or place[1] in columns}
    _remove_cells(grid, extra)
    return extra


def _remove_cells(grid: Grid, places: Set[tuple[int | None, int | None]]) -> None:
    """Remove those of `places` that exist from the grid."""
    for place in grid.weight.keys() & places:
        grid.weight.pop(place)
        grid.hidden.discard(place)


def _total_markings(table: Table) -> tuple[list[bool], list[bool]]:
    """Which rows and which columns are totals."""
    return [row.is_total for row in table.rows], [column.is_total for column in table.columns]


def _numbers(table: Table) -> list[list[Decimal | None]]:
    return [[cell.number for cell in row.cells] for row in table.rows]


def _counts(table: Table) -> list[list[Decimal | None]]:
    return [[row.count.number if row.count is not None else None] for row in table.rows]


def _numbers_by_column(table: Table, measure: Measure) -> tuple[list[list[Decimal | None]], Decimal]:
    """For each column, the numbers that add up to its total, and the tolerance; empty for averages, which do not add
    up."""
    lines = [list(line) for line in zip(*_numbers(table), strict=True)]
    if measure == Measure.SCORE:
        lines = [[] for _line in lines]
    return lines, TOLERANCE if measure == Measure.SHARE else ZERO


def _suppress_cells(table: Table, hidden: set[Place]) -> Table:
    rows = []
    for number, row in enumerate(table.rows):
        cells = tuple(SUPPRESSED if (number, column) in hidden else cell for column, cell in enumerate(row.cells))
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows))


def _suppress_rows_with_small_rest(table: Table, measure: Measure, minimum: int, share_base: int | None) -> Table:
    """Suppress rows in which too few persons are left for the suppressed cells: of 15 answers, 5 and 6 are shown."""
    rows = []
    for row in table.rows:
        base = row.count.number if row.count is not None else share_base
        shown = [
            cell.number for column, cell in zip(table.columns, row.cells, strict=True)
            if cell.number is not None and not column.is_total
        ]  # fmt: skip
        shown_sum = sum(shown, ZERO) if measure == Measure.COUNT else sum(shown, ZERO) * (base or 0) / 100
        is_tight = (
            measure != Measure.SCORE and base is not None and SUPPRESSED in row.cells and base - shown_sum < minimum
        )
        rows.append(replace(_suppressed_row(row), count=row.count) if is_tight else row)
    return replace(table, rows=tuple(rows))


def _suppress_rows(table: Table, numbers: set[int]) -> Table:
    rows = [_suppressed_row(row) if number in numbers else row for number, row in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def _rows_that_may_be_totals(table: Table) -> set[int]:
    """The rows of shares that may be the total of all others. The shares of a group next to a suppressed share of
    such a row would disclose how many persons the group has."""
    rows = _numbers(table)
    if len(rows) <= MIN_PARTS:
        return set()
    return {
        number for number, row in enumerate(table.rows)
        if row.is_total or _lies_between(rows[number], rows[:number] + rows[number + 1 :])
    }  # fmt: skip


def _lies_between(line: Numbers, others: list[list[Decimal | None]]) -> bool:
    """Return whether each number lies between the others in its column, within rounding, as the shares of a total
    do."""
    for place, number in enumerate(line):
        known = [other for one in others if (other := one[place]) is not None]
        if number is not None and len(known) == len(others) and not min(known) - 1 <= number <= max(known) + 1:
            return False
    return True


def _restore_total_markings(unmarked: Table, table: Table) -> Table:
    """Restore the markings of totals as read: lines that only happen to add up are not shown as totals."""
    rows = [replace(row, is_total=one.is_total) for row, one in zip(table.rows, unmarked.rows, strict=True)]
    return replace(table, columns=unmarked.columns, rows=tuple(rows))
