"""A page of search results."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.urls import reverse

from accounts.user import AnyUser
from foundation.text.danish_formats import date as danish_date
from media.kinds.registry import SPECS
from meetings.evidence.enums import EvidenceKind
from meetings.forum.addresses import of_example
from meetings.minutes.addresses import reading_address
from meetings.search.enums import HitKind
from meetings.search.excerpt import ExcerptPart, excerpt, mark_hits
from meetings.search.find_entries import Filters, entries_of, find_entries
from meetings.search.indexed_texts import OWN_TEXT
from meetings.search.models import SearchEntry
from meetings.search.parse_query import ParsedQuery

PAGE_SIZE = 20


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


def page_of_hits(
    user: AnyUser, asked: ParsedQuery, filters: Filters, today: date, number: str | None
) -> tuple[Page, list[Hit]]:
    """A page of the paginator and its hits. Three queries. `number` may be anything: an invalid one means the
    nearest page."""
    page = Paginator(find_entries(user, asked, filters, today), PAGE_SIZE).get_page(number)
    things = list(page.object_list)
    entries: dict[tuple[str, int], list[SearchEntry]] = {}
    for entry in entries_of(user, asked, filters, today, things):
        entries.setdefault((entry.kind, entry.number), []).append(entry)
    order = [(thing["kind"], thing["number"]) for thing in things]
    return page, [_hit(entries[key], asked) for key in order if key in entries]


def _hit(entries: list[SearchEntry], asked: ParsedQuery) -> Hit:
    """The hit, from the entry that contains the words: the object's own text if it does, else the first file."""
    entry = max(entries, key=lambda one: (_says(one, asked), one.part == OWN_TEXT))
    evidence = entry.evidence
    return Hit(
        url=_address(entry),
        title=mark_hits(entry.title, asked.words),
        excerpt=excerpt(_without_title(entry), asked.words),
        kind=_kind(entry.kind),
        unit=entry.unit.title,
        school_year=entry.school_year,
        day=danish_date(entry.at) if entry.at else "",
        where=_where(entry),
        is_draft=evidence is not None and not evidence.is_shared,
    )


def _where(entry: SearchEntry) -> str:
    """In which file the words stand; empty when they are the thing's own. The entry's part begins with the kind."""
    spec = SPECS.get(entry.part.partition("-")[0])
    return str(spec.found_in) if spec else ""


def _says(entry: SearchEntry, asked: ParsedQuery) -> bool:
    return any(piece.is_hit for piece in mark_hits(entry.text, asked.words))


def _without_title(entry: SearchEntry) -> str:
    return entry.text[len(entry.title) :].lstrip(" .") if entry.text.startswith(entry.title) else entry.text


def _kind(value: str) -> str:
    kinds: type[EvidenceKind | HitKind] = EvidenceKind if value in EvidenceKind.values else HitKind
    return str(kinds(value).label)


def _address(entry: SearchEntry) -> str:
    if entry.evidence_id:
        return entry.evidence.get_url()
    if entry.minutes_id:
        return reading_address(entry.minutes.meeting)
    if entry.agreement_id:
        return reverse("agreement", args=[entry.agreement_id])
    if entry.meeting_id:
        return entry.meeting.url
    if entry.example_id:
        return of_example("example", entry.example)
    return entry.unit_page.url
