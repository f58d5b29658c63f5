"""What a unit's list of agreements or wishes shows: the open ones, then the closed, a page at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from foundation.breadcrumbs import from_front_page
from meetings.units.pages import UnitPage

#: Several years of one unit.
PAGE_SIZE = 50


def rows_of_unit(
    unit: UnitPage,
    heading: str,
    title: str,
    rows: Callable[[], QuerySet[Any]],
    page: str | None,
    show: Callable[[object], dict[str, object]],
    first: Sequence[Any] | None = None,
) -> dict[str, object]:
    """Return the context of meetings/units/rows_of_unit.html; `title` is the short `heading`.

    `rows()` is a queryset whose rows have `is_open`; `show` makes the arguments of the component agreement. `first` are
    the rows of the first page and one more, where the caller has read them; they are counted only when there are more.
    """
    first = list(rows()[: PAGE_SIZE + 1]) if first is None else first
    shown = Paginator(rows() if len(first) > PAGE_SIZE else first, PAGE_SIZE).get_page(page)
    found = [(row.is_open, show(row)) for row in shown]
    return {
        "unit": unit,
        "heading": heading,
        "title": title,
        "page": shown,
        "first": first,
        "open_rows": [row for is_open, row in found if is_open],
        "closed_rows": [row for is_open, row in found if not is_open],
        "crumbs": from_front_page((unit.title, unit.url), title),
    }
