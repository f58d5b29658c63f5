"""Find the stored datasets of a unit that may be about the same persons as given figures: repeated, corrected or
renamed.

Figures of one type and time are linked unless their numbers show that they are about something else. Figures of another
type are linked when their names and numbers are the same.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meetings.figures.models import Dataset
from meetings.figures.parsing.headings import YEAR
from meetings.figures.period import half_years, may_overlap
from meetings.figures.suppression.compare_tables import have_no_grade_in_common
from meetings.figures.suppression.linked_tables import (
    CellKey,
    EarlierTable,
    all_cells,
    inner_cells,
    is_in_years,
    names_of_totals,
    plain_name,
)
from meetings.figures.suppression.totals import mark_totals
from meetings.figures.table import Table
from meetings.figures.values import SUPPRESSED, Value
from snippets.enums import Measure

if TYPE_CHECKING:
    from meetings.figures.save_figures import DatasetFacts

#: Only this many of a unit's datasets are compared, the latest first.
MAX_COMPARED = 200
#: How many numbers must be equal for datasets of different types to be linked.
MINIMUM_EQUAL_NUMBERS = 2


@dataclass(frozen=True)
class LinkedFigures:
    """A stored dataset, and its table limited to the time of the figures it is compared with."""

    dataset: Dataset
    older: EarlierTable

    def shows(self, table: Table) -> int:
        """Count the cells that this dataset shows and `table` suppresses."""
        there = self.older.cells()
        hidden = {key for key, value in inner_cells(table) if value == SUPPRESSED}
        return sum(key in there and there[key] != SUPPRESSED for key in hidden)


def datasets_of_unit(unit_id: int, *, but: int | None = None) -> list[Dataset]:
    """Return the latest datasets of a unit, including drafts and withdrawn ones: somebody may have seen them."""
    rows = Dataset.objects.filter(unit=unit_id).select_related("type", "evidence")
    if but is not None:
        rows = rows.exclude(pk=but)
    return list(rows.order_by("-changed_at", "-pk")[:MAX_COMPARED])


def datasets_to_compare(unit_id: int, dataset: Dataset | None) -> list[Dataset]:
    """Return the datasets that new figures are compared with. The old values of `dataset`, which the new figures
    replace, are among them if it was ever shared: whoever saw them can combine them with the new ones."""
    if dataset is None or dataset.pk is None:
        return datasets_of_unit(unit_id)
    before = [copy(dataset)] if dataset.evidence.was_ever_shared else []
    return datasets_of_unit(unit_id, but=dataset.pk) + before


def find_linked_figures(
    table: Table, facts: "DatasetFacts", meeting_id: int, stored: Iterable[Dataset]
) -> list[LinkedFigures]:
    """Return the datasets of `stored` that may be about the same persons as `table`, which is rounded; it may be
    suppressed or not."""
    found = []
    for dataset in stored:
        figures = dataset.figures
        times = _times(table, facts, meeting_id, figures, dataset)
        if times is None:
            continue
        older = EarlierTable(figures, Measure(dataset.measure), dataset.respondent_count, *times)
        if _may_be_same(table, facts, older, dataset):
            found.append(LinkedFigures(dataset, older))
    return found


# Time -----------------------------------------------------------------------------------------------------------------

Names = frozenset[str] | None


def _times(
    table: Table, facts: "DatasetFacts", meeting_id: int, figures: Table, dataset: Dataset
) -> tuple[Names, Names] | None:
    """The names of years in each table that lie in the other's time, None for the whole table; None when the times
    differ."""
    if facts.period and dataset.period:
        is_same = may_overlap(facts.period, dataset.period)
    else:
        is_same = meeting_id == dataset.meeting_id
    if is_same:
        return None, None
    mine, theirs = _years(table), _years(figures)
    here = _of_time(mine, set().union(*theirs.values()) or half_years(dataset.period))
    there = _of_time(theirs, set().union(*mine.values()) or half_years(facts.period))
    if mine and theirs:
        return (here, there) if here and there else None
    if here or there:
        return (here or None, there or None)
    return None


def _years(table: Table) -> dict[str, set[int]]:
    names = {plain_name(name) for name in (*(row.name for row in table.rows), *(one.name for one in table.columns))}
    return {name: half_years(name) for name in names if YEAR.fullmatch(name)}


def _of_time(years: dict[str, set[int]], time: set[int]) -> frozenset[str]:
    return frozenset(name for name, halves in years.items() if halves & time)


# Numbers --------------------------------------------------------------------------------------------------------------


def _may_be_same(table: Table, facts: "DatasetFacts", older: EarlierTable, dataset: Dataset) -> bool:
    """Return whether the numbers may be of the same persons, also when there is nothing to compare."""
    mine = {key: value for key, value in _numbers(table, facts.measure) if is_in_years(key, older.later_years)}
    theirs = {
        key: value for key, value in _numbers(older.table, older.measure) if is_in_years(key, older.earlier_years)
    }
    common = mine.keys() & theirs.keys()
    alike = sum(_is_alike(mine[key], theirs[key]) for key in common)
    if facts.type.pk != dataset.type_id:
        return (
            _are_the_same(mine, theirs) if not common else alike >= MINIMUM_EQUAL_NUMBERS and 2 * alike >= len(common)
        )
    if plain_name(facts.title) == plain_name(dataset.title):
        return True
    if have_no_grade_in_common(table, older.table):
        return False
    return facts.measure != older.measure or 2 * alike >= len(common)


def _is_alike(one: Value, other: Value) -> bool:
    """Return whether it is the same number, though one may have fewer decimals: 4,2 % and 4 %."""
    if one.number is None or other.number is None:
        return one == other
    decimals = min(max(0, -int(value.number.as_tuple().exponent)) for value in (one, other) if value.number is not None)
    return one.rounded(decimals) == other.rounded(decimals)


def _are_the_same(mine: dict[CellKey, Value], theirs: dict[CellKey, Value]) -> bool:
    """Return whether the numbers are the same, for tables without a common column name: at least half of the numbers,
    and MINIMUM_EQUAL_NUMBERS of them, occur in the row of the same name."""
    rows: dict[str, set[Value]] = {}
    for key, value in theirs.items():
        rows.setdefault(key[0], set()).add(value)
    found = [value in rows[key[0]] for key, value in mine.items() if key[0] in rows]
    return sum(found) >= MINIMUM_EQUAL_NUMBERS and 2 * sum(found) >= len(found)


def _numbers(table: Table, measure: Measure) -> Iterable[tuple[CellKey, Value]]:
    """The shown cells by key. Totals are left out: a total of other parts is another sum, whatever it is called."""
    totals = names_of_totals(mark_totals(table, measure))
    return (
        (key, value) for key, value in all_cells(table)
        if key[1] and value != SUPPRESSED and not totals & set(key)
    )  # fmt: skip
