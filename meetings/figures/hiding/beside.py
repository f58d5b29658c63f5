"""Two tables of the same figures: what one hides, the other must not give away.

The older table is hidden by itself and adds up by itself. `hide_beside` makes the newer one tell nothing that the older
one does not tell, by two rules:

1. A cell that the older table hides is hidden in the newer one, whatever it counts there.
2. Where anything is hidden that stands in both, the newer table has no sums of its own, unless the older table has the
   very same ones (the same parts, the same names): its totals are hidden, the number of answers behind the whole is
   not said, and a line that adds up to 100 % or to its own number of answers is hidden whole.

After that the newer table's equations about cells of both are the older one's, and the cells it shows are shown there
too; so whoever reads both can reckon no further than with the older one alone. Cells that stand in the newer table only
are protected there as in any table. Cells are the same when their row and their column are called the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.figures.hiding.hide import hide
from meetings.figures.hiding.totals import with_totals_found
from meetings.figures.table import Row, Table
from meetings.figures.values import MISSING, SUPPRESSED, Value
from snippets.enums import Measure

Key = tuple[str, str]
#: The number of answers stands under no column.
COUNT = ""


@dataclass(frozen=True)
class Beside:
    """`respondents` is None where the number of answers would help to find what is hidden."""

    table: Table
    respondents: int | None


@dataclass(frozen=True)
class Older:
    """`table` as it is shown. `only`: the cells that are the same in both; None for all that are called the same."""

    table: Table
    respondents: int | None = None
    only: frozenset[Key] | None = None

    def cells(self) -> dict[Key, Value]:
        return {key: value for key, value in cells_of(self.table) if self.only is None or key in self.only}


def hide_beside(
    table: Table, older: Older, *, measure: Measure, minimum: int, respondents: int | None = None
) -> Beside:  # fmt: skip
    """`table`, which was hidden by itself already, with what `older` hides hidden too, and nothing to find it by."""
    there = older.cells()
    alike = _adds_up_alike(table, older, measure, respondents)
    answers = respondents

    def without_sums(table: Table) -> Table:
        nonlocal answers
        in_both = there.keys() & {key for key, value in cells_of(table) if value == SUPPRESSED}
        if not in_both or alike:
            return table
        answers = None if measure == Measure.COUNT or table.has_counts else respondents
        return _without_sums(table, in_both, measure)

    forced = _with_hidden(table, {key for key, value in there.items() if value == SUPPRESSED})
    if forced != table:
        # The sums first: where there are none, nothing more has to be hidden to keep them from telling.
        table = hide(without_sums(forced), measure=measure, minimum=minimum, respondents=answers)
    return Beside(without_sums(table), answers)


def plain_name(name: str) -> str:
    return " ".join(name.split()).casefold()


def cells_of(table: Table) -> Iterator[tuple[Key, Value]]:
    """Every part with its key; totals are no parts, and no cell without a figure."""
    for row in table.rows:
        if row.is_total:
            continue
        name = plain_name(row.name)
        for column, cell in zip(table.columns, row.cells, strict=True):
            if not column.is_total and cell != MISSING:
                yield (name, plain_name(column.name)), cell
        if row.count is not None and row.count != MISSING:
            yield (name, COUNT), row.count


def _with_hidden(table: Table, keys: set[Key]) -> Table:
    def row(one: Row) -> Row:
        name = plain_name(one.name)
        if one.is_total:
            return one
        cells = tuple(
            SUPPRESSED if (name, plain_name(column.name)) in keys and not column.is_total and cell != MISSING else cell
            for column, cell in zip(table.columns, one.cells, strict=True)
        )
        hides_count = (name, COUNT) in keys and one.count not in (None, MISSING)
        return replace(one, cells=cells, count=SUPPRESSED if hides_count else one.count)

    return replace(table, rows=tuple(map(row, table.rows)))


def _names(table: Table) -> tuple[set[str], set[str], set[str], set[str]]:
    """Of parts and of totals, down and across."""
    rows = {yes: {plain_name(row.name) for row in table.rows if row.is_total == yes} for yes in (True, False)}
    columns = {yes: {plain_name(one.name) for one in table.columns if one.is_total == yes} for yes in (True, False)}
    return rows[False], columns[False], rows[True], columns[True]


def _adds_up_alike(table: Table, older: Older, measure: Measure, respondents: int | None) -> bool:
    """Every sum that is known of `table` is known of the older one."""
    rows, columns, total_rows, total_columns = _names(with_totals_found(table, measure))
    of_rows, of_columns, of_total_rows, of_total_columns = _names(with_totals_found(older.table, measure))
    return (
        (rows, columns) == (of_rows, of_columns)
        and total_rows <= of_total_rows
        and total_columns <= of_total_columns
        and (older.table.has_counts or not table.has_counts)
        and respondents in (None, older.respondents)
    )


def _without_sums(table: Table, in_both: set[Key], measure: Measure) -> Table:
    marked = with_totals_found(table, measure)
    across = measure == Measure.SHARE or (measure == Measure.COUNT and table.has_counts)
    down = measure == Measure.SHARE and not table.has_counts
    rows_told = {row for row, _column in in_both} if across else set()
    columns_told = {column for _row, column in in_both} if down else set()

    def row(one: Row, is_total: bool) -> Row:
        whole = is_total or plain_name(one.name) in rows_told
        cells = tuple(
            SUPPRESSED
            if cell != MISSING and (whole or column.is_total or plain_name(column.name) in columns_told)
            else cell
            for column, cell in zip(marked.columns, one.cells, strict=True)
        )
        hides_count = one.count not in (None, MISSING) and whole
        return replace(one, cells=cells, count=SUPPRESSED if hides_count else one.count)

    return replace(
        table, rows=tuple(row(one, mark.is_total) for one, mark in zip(table.rows, marked.rows, strict=True))
    )
