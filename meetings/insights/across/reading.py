"""What the page across the units shows: passages by what they are, the units in Danish alphabetical order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator

from accounts.user import AnyUser
from meetings.insights.across.choice import Choice
from meetings.insights.across.enums import PassageKind
from meetings.insights.across.passage import Passage, PassageSource
from meetings.insights.across.sources import SOURCES, RowFilter
from meetings.units.danish_collation import danish_sort_key

#: A unit with all it said of one kind is one entry.
PAGE_SIZE = 20
SHORT_TEXT_WORDS = 60  # words
#: The most passages that are ticked at once.
MAX_TICKED = 200
ORDER = {kind: number for number, kind in enumerate(PassageKind)}


@dataclass(frozen=True)
class PassageExcerpt:
    """A passage with its first words; `rest` tells whether there are more."""

    passage: Passage
    short: str


@dataclass(frozen=True)
class UnitPassages:
    """What one unit said of one kind, a column for each year."""

    unit: str
    columns: tuple[tuple[str, tuple[PassageExcerpt, ...]], ...]


@dataclass(frozen=True)
class PassageGroup:
    """The entries of one kind."""

    kind: PassageKind
    entries: tuple[UnitPassages, ...]


def passages(user: AnyUser, choice: Choice) -> list[Passage]:
    """Return what `user` may see of it: by kind, then unit. As many queries as there are sources and one more, however
    many units there are."""
    where = RowFilter(years=choice.years, area=choice.area)
    found = (one for source in SOURCES.values() for one in source(user, where) if choice.covers(one))
    return sorted(found, key=lambda one: (ORDER[one.kind], danish_sort_key(one.unit), one.unit_id))


def page_of_groups(user: AnyUser, choice: Choice, number: str | None) -> tuple[Page, list[PassageGroup]]:
    """Return a page of the paginator and its groups."""
    rows = [list(row) for _unit, row in groupby(passages(user, choice), key=lambda one: (one.kind, one.unit_id))]
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    by_kind = groupby(page.object_list, key=lambda row: row[0].kind)
    return page, [PassageGroup(kind, tuple(_entry(row, choice.years) for row in found)) for kind, found in by_kind]


def passages_with_keys(user: AnyUser, keys: Iterable[str]) -> list[Passage]:
    """Return the passages of these keys that `user` may see now, in their order. A query for each source that is
    named."""
    wanted = [source for key in keys if (source := PassageSource.from_key(key)) is not None][:MAX_TICKED]
    found: dict[str, Passage] = {}
    for name, read in SOURCES.items():
        pks = {one.pk for one in wanted if one.kind == name}
        if pks:
            found |= {one.key: one for one in read(user, RowFilter(pks=pks))}
    return [found[one.key] for one in dict.fromkeys(wanted) if one.key in found]


def _entry(row: list[Passage], years: tuple[str, ...]) -> UnitPassages:
    return UnitPassages(
        row[0].unit,
        tuple((year, tuple(_shown(one) for one in row if one.school_year == year)) for year in years),
    )


def _shown(passage: Passage) -> PassageExcerpt:
    return PassageExcerpt(passage, Truncator(passage.words).words(SHORT_TEXT_WORDS))
