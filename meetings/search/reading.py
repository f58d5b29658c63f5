"""A page of search results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.user import AnyUser
from foundation.pages import url_of
from foundation.search.parse_query import ParsedQuery
from foundation.text.danish_formats import format_date
from media.enums import Audience
from media.kinds.registry import SPECS
from meetings.evidence.enums import EvidenceKind
from meetings.search.enums import HitKind
from meetings.search.excerpt import ExcerptPart, excerpt, mark_hits, parts_html
from meetings.search.find_entries import Filters, find_entries
from meetings.search.indexed_texts import OWN_TEXT
from meetings.search.models import SearchEntry

PAGE_SIZE = 20
#: The relations of an entry to the page at whose address, or below it, its object is read.
PAGES = (
    "minutes", "evidence__meeting", "meeting", "example", "unit_page", "note", "forum_day", "trial__example", "article",
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One result. Title and excerpt are parts of plain text, not HTML."""

    url: str
    title: list[ExcerptPart]
    excerpt: list[ExcerptPart]
    kind: str
    unit: str
    school_year: str
    day: str
    where: str
    is_draft: bool

    @property
    def title_html(self) -> SafeString:
        return parts_html(self.title)

    @property
    def excerpt_html(self) -> SafeString:
        return parts_html(self.excerpt)


class SearchRow(NamedTuple):
    """What a hit shows of its entry. `url_path` is that of the page, for evidence of its meeting, and None for an
    agreement or a wish; `slug` is that of evidence."""

    pk: int
    kind: str
    part: str
    title: str
    text: str
    school_year: str
    at: datetime | None
    unit: str | None
    url_path: str | None
    slug: str | None
    agreement: int | None
    wish: int | None
    audience: str | None


def page_of_hits(
    user: AnyUser, query: ParsedQuery, filters: Filters, today: date, number: str | None
) -> tuple[Page, list[Hit]]:
    """Return a page of the paginator and its hits. Two queries. `number` may be anything: an invalid one means the
    nearest page."""
    page = Paginator(find_entries(user, query, filters, today), PAGE_SIZE).get_page(number)
    things = list(page.object_list)
    rows = _rows([entry for thing in things for entry in thing.entries])
    found = [[rows[pk] for pk in thing.entries if pk in rows] for thing in things]
    return page, [_hit(one, query) for one in found if one]


def _rows(entries: Sequence[int]) -> dict[int, SearchRow]:
    """By primary key. One query."""
    found = SearchEntry.objects.filter(pk__in=entries).values_list(
        "pk", "kind", "part", "title", "text", "school_year", "at", "unit__title",
        Coalesce(*(f"{page}__url_path" for page in PAGES)),
        "evidence__slug", "agreement", "wish", "evidence__audience",
    )  # fmt: skip
    return {row[0]: SearchRow(*row) for row in found} if entries else {}


def _hit(rows: Sequence[SearchRow], query: ParsedQuery) -> Hit:
    """The hit, from the entry that contains the words: the object's own text if it does, else the first file."""
    row = max(rows, key=lambda one: (_says(one, query), one.part == OWN_TEXT, -one.pk))
    return Hit(
        url=_url(row),
        title=mark_hits(row.title, query.words),
        excerpt=excerpt(_without_title(row), query.words),
        kind=_kind(row.kind),
        unit=row.unit or "",
        school_year=row.school_year,
        day=format_date(row.at) if row.at else "",
        where=_where(row),
        is_draft=row.audience == Audience.UNIT,
    )


def _where(row: SearchRow) -> str:
    """In which file the words stand; empty when they are the thing's own. The entry's part begins with the kind."""
    spec = SPECS.get(row.part.partition("-")[0])
    return str(spec.found_in) if spec else ""


def _says(row: SearchRow, query: ParsedQuery) -> bool:
    return any(piece.is_hit for piece in mark_hits(row.text, query.words))


def _without_title(row: SearchRow) -> str:
    return row.text[len(row.title) :].lstrip(" .") if row.text.startswith(row.title) else row.text


def _kind(value: str) -> str:
    kinds: type[EvidenceKind | HitKind] = EvidenceKind if value in EvidenceKind.values else HitKind
    return str(kinds(value).label)


def _url(row: SearchRow) -> str:
    """Of the page at which the object is read."""
    if row.url_path is None:
        return reverse("wish", args=[row.wish]) if row.wish else reverse("agreement", args=[row.agreement])
    page = url_of(row.url_path)
    if row.kind == HitKind.TRIAL:
        return f"{page}#proevet"
    return f"{page}{row.slug}/" if row.slug else page
