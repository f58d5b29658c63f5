"""Which stored figures of a unit may be of the same persons as others: brought twice, corrected, under other names.

Figures of one type and time are linked unless their numbers tell that they are something else. Figures of another type
are linked when they are the same by name and number.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meetings.figures.models import Dataset
from meetings.figures.period import half_years, may_be_same
from meetings.figures.reading.headings import YEAR
from meetings.figures.suppression.compare_tables import are_other_grades
from meetings.figures.suppression.linked_tables import (
    Key,
    Older,
    cells_of,
    every_cell,
    is_of,
    names_of_totals,
    plain_name,
)
from meetings.figures.suppression.totals import with_totals_found
from meetings.figures.table import Table
from meetings.figures.values import SUPPRESSED, Value
from snippets.enums import Measure

if TYPE_CHECKING:
    from meetings.figures.save_figures import Facts

#: Of a unit's figures the latest are compared.
MOST_COMPARED = 200
#: Without the type in common, this many numbers must be the same.
ENOUGH = 2


@dataclass(frozen=True)
class LinkedFigures:
    """A stored dataset, and what of it is of the same time as the figures that were asked about."""

    dataset: Dataset
    older: Older

    def shows(self, table: Table) -> int:
        """How many cells it shows that `table` hides."""
        there = self.older.cells()
        hidden = {key for key, value in cells_of(table) if value == SUPPRESSED}
        return sum(key in there and there[key] != SUPPRESSED for key in hidden)


def stored_of(unit_id: int, *, but: int | None = None) -> list[Dataset]:
    """The latest figures of a unit, drafts and withdrawn ones too: what was seen once is remembered."""
    rows = Dataset.objects.filter(unit=unit_id).select_related("type", "evidence")
    if but is not None:
        rows = rows.exclude(pk=but)
    return list(rows.order_by("-changed_at", "-pk")[:MOST_COMPARED])


def stored_beside(unit_id: int, dataset: Dataset | None) -> list[Dataset]:
    """What new figures are compared with. `dataset` is what they replace: whoever has seen it can reckon with it."""
    if dataset is None or dataset.pk is None:
        return stored_of(unit_id)
    before = [copy(dataset)] if dataset.evidence.was_ever_shared else []
    return stored_of(unit_id, but=dataset.pk) + before


def linked_to(table: Table, facts: "Facts", meeting_id: int, stored: Iterable[Dataset]) -> list[LinkedFigures]:
    """`table` is rounded, suppressed or not."""
    found = []
    for dataset in stored:
        figures = dataset.figures
        times = _times(table, facts, meeting_id, figures, dataset)
        if times is None:
            continue
        older = Older(figures, Measure(dataset.measure), dataset.respondent_count, *times)
        if _may_be_same(table, facts, older, dataset):
            found.append(LinkedFigures(dataset, older))
    return found


# Time -----------------------------------------------------------------------------------------------------------------

Names = frozenset[str] | None


def _times(
    table: Table, facts: "Facts", meeting_id: int, figures: Table, dataset: Dataset
) -> tuple[Names, Names] | None:
    """The names of the years of each that are of the same time, None for all of it; None when nothing is."""
    if facts.period and dataset.period:
        is_same = may_be_same(facts.period, dataset.period)
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


def _may_be_same(table: Table, facts: "Facts", older: Older, dataset: Dataset) -> bool:
    """Where nothing can be compared, they may be."""
    mine = {key: value for key, value in _numbers(table, facts.measure) if is_of(key, older.here)}
    theirs = {key: value for key, value in _numbers(older.table, older.measure) if is_of(key, older.there)}
    common = mine.keys() & theirs.keys()
    alike = sum(_is_alike(mine[key], theirs[key]) for key in common)
    if facts.type.pk != dataset.type_id:
        return _are_the_same(mine, theirs) if not common else alike >= ENOUGH and 2 * alike >= len(common)
    if plain_name(facts.title) == plain_name(dataset.title):
        return True
    if are_other_grades(table, older.table):
        return False
    return facts.measure != older.measure or 2 * alike >= len(common)


def _is_alike(one: Value, other: Value) -> bool:
    """The same number, though one may be rounded further: 4,2 % and 4 %."""
    if one.number is None or other.number is None:
        return one == other
    decimals = min(max(0, -int(value.number.as_tuple().exponent)) for value in (one, other) if value.number is not None)
    return one.rounded(decimals) == other.rounded(decimals)


def _are_the_same(mine: dict[Key, Value], theirs: dict[Key, Value]) -> bool:
    """No column is called the same: at least half of the numbers, and two, stand somewhere in the row of that name."""
    rows: dict[str, set[Value]] = {}
    for key, value in theirs.items():
        rows.setdefault(key[0], set()).add(value)
    found = [value in rows[key[0]] for key, value in mine.items() if key[0] in rows]
    return sum(found) >= ENOUGH and 2 * sum(found) >= len(found)


def _numbers(table: Table, measure: Measure) -> Iterable[tuple[Key, Value]]:
    """Totals of other parts are other sums: they compare nothing, whatever they are called."""
    totals = names_of_totals(with_totals_found(table, measure))
    return (
        (key, value) for key, value in every_cell(table)
        if key[1] and value != SUPPRESSED and not totals & set(key)
    )  # fmt: skip
