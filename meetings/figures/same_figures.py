"""Which stored figures of a unit are the same as others, whole or in part: brought twice, corrected, last year's too.

They are compared by what their rows and columns are called, by the time they are of, and by the numbers both show.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meetings.figures.hiding.beside import COUNT, Key, Older, cells_of, plain_name
from meetings.figures.models import Dataset
from meetings.figures.reading.headings import YEAR
from meetings.figures.table import Table
from meetings.figures.values import SUPPRESSED

if TYPE_CHECKING:
    from meetings.figures.write import Facts

#: Of a unit's figures the latest are compared.
MOST_COMPARED = 200
#: Without the type in common, this many numbers must be the same.
ENOUGH = 2


@dataclass(frozen=True)
class Same:
    """A stored dataset, and what of it is the same as in the figures that were asked about."""

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


def same_as(table: Table, facts: "Facts", meeting_id: int, stored: Iterable[Dataset]) -> list[Same]:
    """`table` is rounded, hidden or not."""
    mine = {key: value for key, value in cells_of(table) if key[1] != COUNT}
    found = []
    for dataset in stored:
        if dataset.measure != facts.measure:
            continue
        figures = dataset.figures
        theirs = {key: value for key, value in cells_of(figures) if key[1] != COUNT}
        common = mine.keys() & theirs.keys()
        same_time = _same_time(facts, meeting_id, dataset)
        if not same_time:
            common = {key for key in common if _names_a_year(key)}
        both = [key for key in common if SUPPRESSED not in (mine[key], theirs[key])]
        alike = sum(mine[key] == theirs[key] for key in both)
        if not common or not _are_same(facts, dataset, alike, len(both)):
            continue
        only = None if same_time else frozenset(common)
        found.append(Same(dataset, Older(figures, dataset.respondent_count, only)))
    return found


def _same_time(facts: "Facts", meeting_id: int, dataset: Dataset) -> bool:
    mine, theirs = plain_name(facts.period), plain_name(dataset.period)
    if mine and theirs:
        return mine == theirs
    return meeting_id == dataset.meeting_id


def _names_a_year(key: Key) -> bool:
    return any(YEAR.fullmatch(name) for name in key)


def _are_same(facts: "Facts", dataset: Dataset, alike: int, both: int) -> bool:
    """At least half of the numbers that both show are the same; where none can be compared, the type tells."""
    if facts.type.pk == dataset.type_id:
        return plain_name(facts.title) == plain_name(dataset.title) or 2 * alike >= both
    return alike >= ENOUGH and 2 * alike >= both
