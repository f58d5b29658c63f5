"""Find the search entries that match and that the user may see. Access is checked at search time, for the object and
for the file the text belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField

from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.search.matching import matching, search_terms
from foundation.search.parse_query import ParsedQuery
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.forum.enums import UNLISTED_STATES
from meetings.forum.visible_examples import listed_examples
from meetings.minutes.enums import MinutesState
from meetings.search.models import INDEXED_MODELS, OBJECT_PK, SearchEntry
from meetings.units import access
from meetings.units.visible_rows import VisibleRows

#: So many matching texts, the newest, are ranked and counted; whoever finds more has to say more.
MAX_HITS = 1000


@dataclass(frozen=True)
class Filters:
    """None or empty: no filter. Unit, initiative and goal are primary keys."""

    unit: int | None = None
    school_year: str = ""
    kind: str = ""
    perspective: str = ""
    initiative: int | None = None
    goal: int | None = None

    def __bool__(self) -> bool:
        return any((self.unit, self.school_year, self.kind, self.perspective, self.initiative, self.goal))


@dataclass(frozen=True)
class MatchingObject:
    """One object that matches: `kind` and `number` identify it, `entries` are those of its texts that do."""

    kind: str
    number: int
    entries: tuple[int, ...]


def findable_entries(user: AnyUser, today: date) -> QuerySet[SearchEntry]:
    """Return the entries that `user` may find now: the object is visible to them, and the file, if any, may be shown
    today.

    Each is asked about by its key, so that the cost follows the matches, not what the user may see."""
    visible = {name: access.visible_to(user, model) for name, model in INDEXED_MODELS.items()}
    # Those who gather see a placeholder for a withdrawn contribution, and none of its text.
    visible["evidence"] = access.visible_to(user, Evidence).filter(with_visible_text())
    visible["example"] = visible["example"].exclude(state__in=UNLISTED_STATES)
    visible["minutes"] = visible["minutes"].filter(state=MinutesState.APPROVED)
    # The leaders who wrote it see it on an example that was taken down, too; a hit would lead to no page. And one that
    # is archived or superseded is not found, so what was tried of it is not either.
    visible["trial"] = visible["trial"].filter(listed_examples("example"))
    things = (Q(Exists(rows.order_by().filter(pk=OuterRef(name)))) for name, rows in visible.items())
    return SearchEntry.objects.filter(reduce(or_, things), is_current=True).filter(_of_shown_files(today))


def _of_shown_files(today: date) -> Q:
    """Text that belongs to no file, or to a file shown today; in an example, to a file cleared for the forum."""
    shown = MediaItem.objects.shown_on(today).filter(key=OuterRef("media_key"))
    cleared = Q(Exists(shown.exclude(forum_basis="")))
    return Q(media_key=None) | (Q(example=None) & Q(Exists(shown))) | (~Q(example=None) & cleared)


def find_entries(user: AnyUser, query: ParsedQuery, filters: Filters, today: date) -> list[MatchingObject]:
    """Return the matching objects, best first: words in the title, then whole words, then the newest. One query."""
    chosen = {name: value for name, value in vars(filters).items() if value}
    words = {f"word{number}": word for number, word in enumerate(query.words)}
    terms = search_terms(query.words) if query else {}
    return _by_object(
        _BEST_FIRST.rows(user, today, tuple(chosen), tuple(words), tuple(terms), **chosen, **words, **terms)
    )


def _best_first(
    user: AnyUser, today: date, chosen: tuple[str, ...], words: tuple[str, ...], asked: tuple[str, ...]
) -> QuerySet[SearchEntry, tuple[str, int, int]]:
    """Kind, number and key of what `find_entries` finds, with Parameters of these names for what is asked."""
    fields = {field.name: field for field in SearchEntry._meta.concrete_fields}
    entries = findable_entries(user, today).filter(**{name: Parameter(name, fields[name]) for name in chosen})
    in_title = whole = Q(pk=None)
    if words:
        terms = {name: Parameter(name, TextField()) for name in asked}
        entries = entries.filter(pk__in=matching(SearchEntry, terms))
        in_title = reduce(and_, (Q(title__icontains=Parameter(name, TextField())) for name in words))
        whole = Q(pk__in=matching(SearchEntry, terms, whole=True))
    newest = SearchEntry.objects.filter(pk__in=entries.order_by("-pk").values("pk")[:MAX_HITS])
    best_first = newest.annotate(title_says_it=in_title, whole_words=whole, number=OBJECT_PK).order_by(
        "-title_says_it", "-whole_words", F("at").desc(nulls_last=True), "kind", "number"
    )
    return best_first.values_list("kind", "number", "pk")


_BEST_FIRST = VisibleRows(_best_first)


def _by_object(rows: Iterable[tuple[str, int, int]]) -> list[MatchingObject]:
    """The objects in the order of their best text."""
    entries: dict[tuple[str, int], list[int]] = {}
    for kind, number, entry in rows:
        entries.setdefault((kind, number), []).append(entry)
    return [MatchingObject(kind, number, tuple(found)) for (kind, number), found in entries.items()]
