"""Suppression in linked tables: tables about the same persons, or about persons who may be the same.

The earlier tables stay as they are; the later one is suppressed until it discloses no suppressed cell of any of them or
of itself. Two rules:

1. **The same cells and sums by name** (a table brought again or corrected): cells and sums suppressed in the earlier
   table are suppressed in the later one, and secondary suppression follows as in any table. What can be computed from
   the later table can be computed from the earlier one too.
2. **Anything else that may be about the same persons** (other labels, groups joined or split, another total, another
   measure): where either table has suppressed cells, the later one shows only what earlier ones show already, cell by
   cell with the same number, and no sums. It then says nothing new, whatever its groups are called.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from meetings.figures.suppression.compare_tables import (
    leaves_few_persons,
    shares_disclose_few_persons,
    totals_differ_by_few,
)
from meetings.figures.suppression.suppress import suppress
from meetings.figures.suppression.totals import mark_totals
from meetings.figures.table import Table, TableRow
from meetings.figures.values import MISSING, SUPPRESSED, Value
from snippets.enums import Measure

CellKey = tuple[str, str]
#: The column name in the key of a number of answers.
COUNT_COLUMN = ""


@dataclass(frozen=True)
class LinkedResult:
    """The result: `table` as it may be shown; `respondents` is None where the number would disclose something.

    `narrowed` and `undecided` are indexes in `older` of the tables because of which more is suppressed, by the first
    rule and by the second.
    """

    table: Table
    respondents: int | None
    narrowed: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()


@dataclass(frozen=True)
class EarlierTable:
    """An earlier table as it is shown. `later_years` and `earlier_years` are names of years that limit which
    cells of the later table and of this one are from the same time; None for all."""

    table: Table
    measure: Measure = Measure.COUNT
    respondents: int | None = None
    later_years: frozenset[str] | None = None
    earlier_years: frozenset[str] | None = None

    def cells(self) -> dict[CellKey, Value]:
        """The inner cells by key, without totals."""
        return {key: value for key, value in inner_cells(self.table) if is_in_years(key, self.earlier_years)}


def suppress_linked(
    table: Table,
    older: Sequence[EarlierTable],
    *,
    truth: Table,
    measure: Measure,
    minimum: int,
    respondents: int | None = None,
) -> LinkedResult:
    """Suppress `table` further in view of `older`. `table` was suppressed by itself already; `truth` is the
    unsuppressed table."""
    answers, narrowed = respondents, []
    same_sums = [number for number, one in enumerate(older) if _has_same_sums(table, one, measure, respondents)]
    for number in same_sums:
        hidden = {key for key, value in all_cells(older[number].table) if value == SUPPRESSED}
        cut = _suppress_keys(table, hidden)
        if cut != table:
            narrowed.append(number)
            table = suppress(cut, measure=measure, minimum=minimum, respondents=answers)
    rest = [number for number in range(len(older)) if number not in same_sums]
    undecided: list[int] = []
    while True:
        before = table, answers
        for number in rest:
            table, answers = _suppress_against(table, older, older[number], truth, measure, minimum, answers)
            if (table, answers) != before and number not in undecided and before[0] != table:
                undecided.append(number)
        if (table, answers) == before:
            return LinkedResult(table, answers, tuple(narrowed), tuple(undecided))


def _suppress_against(
    table: Table,
    earlier_tables: Sequence[EarlierTable],
    earlier: EarlierTable,
    truth: Table,
    measure: Measure,
    minimum: int,
    answers: int | None,
) -> tuple[Table, int | None]:
    """Suppress in view of one earlier table that may be about the same persons; return the table and its number of
    answers."""
    if answers is not None and _leaves_few(earlier, answers, minimum):
        answers = None
    if not _is_in_conflict(table, earlier, truth, measure, minimum, answers):
        return table, answers
    known = [other for other in earlier_tables if other.measure == measure]
    shown = {cell for other in known for cell in other.cells().items()}
    groups = (
        _groups_shown(earlier)
        if Measure.COUNT not in {measure, earlier.measure} and earlier.measure != measure
        else set()
    )
    # Totals of other parts are other sums, whatever they are called.
    parts = {key for key, _value in inner_cells(mark_totals(truth, measure))}
    unknown = {
        key for key, value in all_cells(table)
        if is_in_years(key, earlier.later_years) and value != SUPPRESSED
        and not (key in parts and ((key, value) in shown or (key[0] in groups and key[1] != COUNT_COLUMN)))
    }  # fmt: skip
    rows = {key[0] for key in unknown if key[1] == COUNT_COLUMN}  # a row without number of answers shows no figures
    unknown |= {key for key, _value in all_cells(table) if key[0] in rows}
    if measure == Measure.COUNT or table.has_counts or answers != earlier.respondents:
        answers = None
    cut = _suppress_keys(table, unknown)
    if earlier.later_years is not None and cut != table:
        cut = suppress(cut, measure=measure, minimum=minimum, respondents=answers)
    return cut, answers


def _leaves_few(earlier: EarlierTable, answers: int, minimum: int) -> bool:
    if earlier.respondents is not None and 0 < abs(answers - earlier.respondents) < minimum:
        return True
    return earlier.measure == Measure.COUNT and leaves_few_persons(
        restrict_to_years(earlier.table, earlier.earlier_years), answers, minimum
    )


def _is_in_conflict(
    table: Table, earlier: EarlierTable, truth: Table, measure: Measure, minimum: int, answers: int | None
) -> bool:
    """Return whether the two tables together could disclose a suppressed cell of one of them, or fewer than `minimum`
    persons."""
    table_in_years, earlier_in_years = (
        restrict_to_years(table, earlier.later_years),
        restrict_to_years(earlier.table, earlier.earlier_years),
    )
    if earlier_in_years.hides_any:
        return True
    measures = {measure, earlier.measure}
    if table_in_years.hides_any and not _discloses_nothing(
        restrict_to_years(truth, earlier.later_years), measure, earlier_in_years, earlier
    ):
        return True
    if measures == {Measure.COUNT} and totals_differ_by_few(
        restrict_to_years(truth, earlier.later_years), earlier_in_years, minimum
    ):
        return True
    return shares_disclose_few_persons(
        table_in_years, measure, answers, earlier_in_years, earlier.measure, earlier.respondents, minimum
    )


def _discloses_nothing(truth: Table, measure: Measure, earlier_table: Table, earlier: EarlierTable) -> bool:
    """Return whether an earlier table without suppressed cells discloses nothing of what the later one suppresses."""
    knows_answers = earlier_table.has_counts or earlier.respondents is not None
    if measure == Measure.SHARE and earlier.measure == Measure.COUNT:
        return not truth.has_counts  # it was suppressed as shares of these very numbers
    return not knows_answers and measure != Measure.COUNT and {measure, earlier.measure} != {Measure.SHARE}


def _groups_shown(earlier: EarlierTable) -> set[str]:
    """The names of groups that are large enough for the earlier table to show figures of them."""
    return {key[0] for key, value in earlier.cells().items() if value.number is not None and key[1] != COUNT_COLUMN}


# Cells ----------------------------------------------------------------------------------------------------------------


def plain_name(name: str) -> str:
    """Return the name in lower case with single spaces, for comparison."""
    return " ".join(name.split()).casefold()


def is_in_years(key: CellKey, years: frozenset[str] | None) -> bool:
    """Return whether the row or the column of `key` is one of `years`; always for None."""
    return years is None or any(name in years for name in key)


def inner_cells(table: Table) -> Iterator[tuple[CellKey, Value]]:
    """Yield the inner cells with their keys, without marginal totals and missing cells."""
    totals = names_of_totals(table)
    return (one for one in all_cells(table) if not totals & set(one[0]))


def names_of_totals(table: Table) -> set[str]:
    """Return the names of rows and columns that are totals."""
    rows = {plain_name(row.name) for row in table.rows if row.is_total}
    return rows | {plain_name(column.name) for column in table.columns if column.is_total}


def all_cells(table: Table) -> Iterator[tuple[CellKey, Value]]:
    """Yield all cells with their keys, including marginal totals, without missing cells."""
    columns = [plain_name(column.name) for column in table.columns]
    for row in table.rows:
        name = plain_name(row.name)
        for column, cell in zip(columns, row.cells, strict=True):
            if cell != MISSING:
                yield (name, column), cell
        if row.count is not None and row.count != MISSING:
            yield (name, COUNT_COLUMN), row.count


def restrict_to_years(table: Table, years: frozenset[str] | None) -> Table:
    """Return the table with only the cells of these years; None keeps all."""
    if years is None:
        return table
    columns = [plain_name(column.name) in years for column in table.columns]

    def row(one: TableRow) -> TableRow:
        whole = plain_name(one.name) in years
        cells = tuple(cell if whole or kept else MISSING for kept, cell in zip(columns, one.cells, strict=True))
        return replace(one, cells=cells, count=one.count if whole else None)

    return replace(table, rows=tuple(map(row, table.rows)))


def _suppress_keys(table: Table, keys: Collection[CellKey]) -> Table:
    columns = [plain_name(column.name) for column in table.columns]

    def row(one: TableRow) -> TableRow:
        name = plain_name(one.name)
        cells = tuple(
            SUPPRESSED if (name, column) in keys and cell != MISSING else cell
            for column, cell in zip(columns, one.cells, strict=True)
        )
        hides_count = (name, COUNT_COLUMN) in keys and one.count not in (None, MISSING)
        return replace(one, cells=cells, count=SUPPRESSED if hides_count else one.count)

    return replace(table, rows=tuple(map(row, table.rows)))


def _names(table: Table) -> tuple[set[str], set[str], set[str], set[str]]:
    """Names of rows, columns, total rows and total columns."""
    rows = {yes: {plain_name(row.name) for row in table.rows if row.is_total == yes} for yes in (True, False)}
    columns = {yes: {plain_name(one.name) for one in table.columns if one.is_total == yes} for yes in (True, False)}
    return rows[False], columns[False], rows[True], columns[True]


def _has_same_sums(table: Table, older: EarlierTable, measure: Measure, respondents: int | None) -> bool:
    """Return whether both tables have the same cells, and every known sum of `table` is known of the earlier one."""
    if measure != older.measure or older.later_years is not None:
        return False
    rows, columns, total_rows, total_columns = _names(mark_totals(table, measure))
    of_rows, of_columns, of_total_rows, of_total_columns = _names(mark_totals(older.table, measure))
    return (
        (rows, columns) == (of_rows, of_columns)
        and total_rows <= of_total_rows
        and total_columns <= of_total_columns
        and (older.table.has_counts or not table.has_counts)
        and respondents in (None, older.respondents)
    )
