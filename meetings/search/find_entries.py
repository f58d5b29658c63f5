"""Find the search entries that match and that the user may see. Access is checked at search time, for the object and
for the file the text belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, Max, Q, QuerySet, Value, When

from accounts.user import AnyUser
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.minutes.enums import MinutesState
from meetings.search.models import INDEXED_MODELS, OBJECT_PK, SearchEntry
from meetings.search.parse_query import ParsedQuery
from meetings.units import access
from meetings.units.pages import UnitPage
from snippets.models import Goal, Initiative

#: Rows of `values()`.
Rows = QuerySet[SearchEntry, Mapping[str, Any]]


@dataclass(frozen=True)
class Filters:
    """None or empty: no filter."""

    unit: UnitPage | None = None
    school_year: str = ""
    kind: str = ""
    perspective: str = ""
    initiative: Initiative | None = None
    goal: Goal | None = None

    def __bool__(self) -> bool:
        return any((self.unit, self.school_year, self.kind, self.perspective, self.initiative, self.goal))


def findable_entries(user: AnyUser, today: date) -> QuerySet[SearchEntry]:
    """The entries that `user` may find now: the object is visible to them, and the file, if any, may be shown today."""
    visible = {name: access.visible_to(user, model) for name, model in INDEXED_MODELS.items()}
    # Those who gather see a placeholder for a withdrawn contribution, and none of its text.
    visible["evidence"] = access.visible_to(user, Evidence).filter(with_visible_text())
    visible["minutes"] = visible["minutes"].filter(state=MinutesState.APPROVED)
    things = reduce(or_, (Q(**{f"{name}__in": rows.order_by().values("pk")}) for name, rows in visible.items()))
    return SearchEntry.objects.filter(things).filter(_of_shown_files(today))


def _of_shown_files(today: date) -> Q:
    """Text that belongs to no file, or to a file shown today; in an example, to a file cleared for the forum."""
    shown = MediaItem.objects.shown_on(today)
    cleared = Q(media_key__in=shown.exclude(forum_basis="").values("key"))
    return Q(media_key=None) | Q(example=None, media_key__in=shown.values("key")) | (~Q(example=None) & cleared)


def find_entries(user: AnyUser, asked: ParsedQuery, filters: Filters, today: date) -> Rows:
    """The matching objects as {kind, number}, best first: words in the title, then whole words, then the newest."""
    entries = _filtered(findable_entries(user, today), filters)
    if asked:
        entries = entries.filter(_matching(asked))
        in_title = reduce(and_, (Q(title__icontains=word) for word in asked.words))
        whole = Q(pk__in=_whole(asked))
    else:
        in_title = whole = Q(pk=None)
    things = entries.annotate(number=OBJECT_PK).values("kind", "number")
    return things.annotate(title_says_it=_best(in_title), whole_words=_best(whole), newest=Max("at")).order_by(
        "-title_says_it", "-whole_words", "-newest", "kind", "number"
    )


def entries_of(
    user: AnyUser, asked: ParsedQuery, filters: Filters, today: date, things: Sequence[Mapping[str, Any]]
) -> list[SearchEntry]:
    """The matching entries of these objects. One query."""
    if not things:
        return []
    entries = _filtered(findable_entries(user, today), filters)
    if asked:
        entries = entries.filter(_matching(asked))
    wanted = reduce(or_, (Q(kind=thing["kind"], number=thing["number"]) for thing in things))
    rows = entries.annotate(number=OBJECT_PK).filter(wanted).select_related(
        "unit__area", "evidence__meeting__cycle", "evidence__meeting__unit__area", "example", "meeting__unit__area",
        "minutes__meeting__unit__area", "agreement", "unit_page__area",
    )  # fmt: skip
    return list(rows.order_by("pk"))


def _matching(asked: ParsedQuery) -> Q:
    return Q(pk__in=_whole(asked)) | Q(pk__in=_begun(asked))


def _whole(asked: ParsedQuery) -> Rows:
    """Entries that contain every word, in any of its forms where the database knows Danish stems."""
    results = SearchEntry.objects.all().order_by().search(" ".join(asked.words), operator="and")
    return results.get_queryset().order_by().values("pk")


def _begun(asked: ParsedQuery) -> Rows:
    """Entries that contain every word, where words may be prefixes."""
    results = SearchEntry.objects.all().order_by().autocomplete(" ".join(asked.words), operator="and")
    return results.get_queryset().order_by().values("pk")


def _filtered(entries: QuerySet[SearchEntry], filters: Filters) -> QuerySet[SearchEntry]:
    chosen = {name: value for name, value in vars(filters).items() if value}
    return entries.filter(**chosen)


def _best(condition: Q) -> Max:
    return Max(Case(When(condition, then=Value(1)), default=Value(0)))
