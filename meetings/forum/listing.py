"""The list of the lederforum: filtered, searched and paginated, with a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import BigAutoField, Q, QuerySet, TextField
from django.http import HttpRequest
from django.utils import timezone

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.pages import page_context
from foundation.search.matching import matching, search_terms
from foundation.search.parse_query import parse_query
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.evidence.body import files_in
from meetings.evidence.files.load_media import load_items
from meetings.follows.followable import button, register_followable
from meetings.forum.enums import ON_THE_WAY, UNFINISHED_STATES, ExampleState
from meetings.forum.forms import ExampleFilterForm
from meetings.forum.page_urls import DAYS, example_url
from meetings.forum.pages import ExamplePage, ForumPage
from meetings.forum.visible_examples import listed_examples
from meetings.moderation.waiting import waiting_for_q
from meetings.units import access
from meetings.units.visible_rows import VisibleRows, counted

PAGE_SIZE = 12
#: Field of the form -> what it filters by.
FILTERS = {"indsats": "initiative", "type": "unit_kind", "aar": "school_year", "maal": "evidence__goal"}

register_followable(ForumPage)


@dataclass(frozen=True)
class ExampleCard:
    page: ExamplePage
    url: str
    picture_url: str
    picture_alt: str


def cleared_examples() -> QuerySet[ExamplePage]:
    """Return the examples listed for all leaders. The caller must have checked SEE_FORUM."""
    return ExamplePage.objects.filter(listed_examples())


class FilteredExamples:
    """The cleared examples that match the filters, newest first, with what a card shows of them; for a paginator."""

    def __init__(self, form: ExampleFilterForm) -> None:
        data = form.cleaned_data if form.is_valid() else {}
        self.values = {FILTERS[name]: getattr(data[name], "pk", data[name]) for name in FILTERS if data.get(name)}
        if asked := parse_query(data.get("q", "")):
            self.values |= {"unit__title__icontains": asked.shown, **search_terms(asked.words)}

    def count(self) -> int:
        return sum(number for (number,) in _count(tuple(self.values)).rows(**self.values))

    def __getitem__(self, index: slice) -> list[ExamplePage]:
        return _page(tuple(self.values), index.start, index.stop).objects(**self.values)


@lru_cache(maxsize=64)
def _count(names: tuple[str, ...]) -> CompiledQuery:
    return CompiledQuery(lambda: counted(_matching(names)))


@lru_cache(maxsize=128)
def _page(names: tuple[str, ...], start: int, stop: int) -> CompiledQuery:
    columns = ("title", "slug", "learnt", "media", "school_year", "unit__title")
    return CompiledQuery(
        lambda: _matching(names).select_related("unit").only(*columns).order_by("-cleared_at", "-pk")[start:stop]
    )


def _matching(names: tuple[str, ...]) -> QuerySet[ExamplePage]:
    """The examples that match the filters with these names, whose values are Parameters of the compiled query."""
    kinds = {"initiative": BigAutoField(), "evidence__goal": BigAutoField()}
    rows, values = cleared_examples(), {name: Parameter(name, kinds.get(name, TextField())) for name in names}
    rows = rows.filter(**{name: values.pop(name) for name in FILTERS.values() if name in values})
    if values:
        title = Q(unit__title__icontains=values.pop("unit__title__icontains"))
        rows = rows.filter(Q(pk__in=matching(ExamplePage, values)) | title)
    return rows


def example_cards(examples: list[ExamplePage]) -> list[ExampleCard]:
    """Return cards with the first picture that may still be shown: one query, however many examples."""
    pictured = {e.pk: [file for file in files_in(e.media) if SPECS[file.kind].card] for e in examples}
    firsts = {pk: files[0] for pk, files in pictured.items() if files}
    rows, today = load_items(firsts.values()), timezone.localdate()
    return [_card(e, rows.get(firsts[e.pk].pk) if e.pk in firsts else None, today) for e in examples]


def _card(example: ExamplePage, item: MediaItem | None, today: date) -> ExampleCard:
    url = example_url("example", example)
    if item is None or not item.is_shown_on(today) or not item.is_cleared_for_forum:
        return ExampleCard(example, url, "", "")
    return ExampleCard(example, url, item.card_url, item.alt_text)


@page_context("meetings.ForumPage")
def forum_context(forum: ForumPage, request: HttpRequest) -> dict[str, object]:
    """Return the template context: `cards`, the page of the paginator, the filter `form`, `waits` for those who clear,
    and `own` for units."""
    person = access.of(request.user)
    form = filter_form(request)
    examples: Any = FilteredExamples(form)
    page = Paginator(examples, PAGE_SIZE).get_page(request.GET.get("side"))
    query = request.GET.copy()
    query.pop("side", None)
    return {
        "page_of_examples": page,
        "cards": example_cards(list(page.object_list)),
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in ("q", "indsats", "maal", "type", "aar")),
        "waits": _linked(_waiting.objects(request.user), "example_decide"),
        "own": _linked(_unfinished.objects(request.user), "example"),
        "may_propose": person.has(Right.PROPOSE_EXAMPLE),
        "query": query.urlencode(),
        "days_url": DAYS,
        "follow": _follow(forum, form, request),
    }


def _follow(forum: ForumPage, form: ExampleFilterForm, request: HttpRequest) -> dict[str, object] | None:
    """The button to follow the initiative that is chosen, else the forum. One query."""
    if not request.user.is_authenticated:
        return None  # a preview
    initiative = form.cleaned_data.get("indsats") if form.is_valid() else None
    if initiative is not None:
        return button(request.user, initiative=initiative.pk) | {"name": initiative.name}
    return button(request.user, page=forum.pk) | {"name": ""}


def filter_form(request: HttpRequest) -> ExampleFilterForm:
    """Return the form with the years and goals that occur in examples; the goal is that of the evidence. One query."""
    rows = _years_and_goals.rows()
    goals = dict.fromkeys((str(pk), name) for _year, _kind, name, pk in rows if pk)
    return ExampleFilterForm(request.GET, years=sorted({row[0] for row in rows}, reverse=True), goals=list(goals))


def _of_examples() -> QuerySet[ExamplePage, tuple[str, str, str, int]]:
    goal = ("evidence__goal__kind", "evidence__goal__name", "evidence__goal")
    return cleared_examples().order_by(*goal).values_list("school_year", *goal).distinct()


_years_and_goals = CompiledQuery(_of_examples)


def _that_wait(user: AnyUser) -> QuerySet[ExamplePage]:
    return _first(ExamplePage.objects.filter(waiting_for_q(access.of(user), ExamplePage), state=ExampleState.PROPOSED))


def _of_own_units(user: AnyUser) -> QuerySet[ExamplePage]:
    own = access.of(user).units_q(Right.PROPOSE_EXAMPLE, "unit")
    return _first(ExamplePage.objects.filter(own, state__in=[*ON_THE_WAY, *UNFINISHED_STATES]))


def _first(rows: QuerySet[ExamplePage]) -> QuerySet[ExamplePage]:
    return rows.select_related("unit").only("title", "slug", "state", "unit__title").order_by("proposed_at", "pk")[:50]


_waiting, _unfinished = VisibleRows(_that_wait), VisibleRows(_of_own_units)


def _linked(examples: list[ExamplePage], address: str) -> list[dict[str, object]]:
    return [
        {"title": e.title, "unit": e.unit.title, "url": example_url(address, e), "state": e.get_state_display(),
         "is_returned": e.state in UNFINISHED_STATES}
        for e in examples
    ]  # fmt: skip
