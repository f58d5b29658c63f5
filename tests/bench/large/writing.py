"""Where copies go: the keys that are free, the paths below a page, and the tables."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from meetings.forum.pages import ExamplePage
from meetings.search.models import SearchEntry
from tests.bench.large.copy import Copy, Row, root
from tests.bench.large.original import Original
from tests.bench.large.rows import columns

#: Rows of one table that are written together.
MAX_ROWS_AT_A_TIME = 5000


class Writer:
    """Writes copies. Nothing else may write to the database before `finish`."""

    def __init__(self) -> None:
        self._next: dict[type[Model], int] = {}
        self._waiting: dict[type[Model], list[list[Any]]] = {}
        self._children: dict[str, int] = {}  # the last step of each parent's children
        self._begun: dict[type[Model], int] = {}

    def copy(
        self, original: Original, *, below: dict[str, str], names: dict[str, str],
        outside: dict[Row, int] | None = None, years_back: int = 0,
    ) -> Copy:  # fmt: skip
        """Write one copy. `below` are the parents under which its topmost pages come (old path -> new), where they are
        others."""
        first = {
            model: self._keys(model, len(order)) for model, order in original.order.items() if root(model) is model
        }
        number = first[Page]
        paths = [self._path(below.get(path[: -Page.steplen], path[: -Page.steplen])) for path, _slug in original.tops]
        names = {slug: f"{slug}-{number}" for slug in original.slugs} | names
        copy = Copy(first, names, outside or {}, paths, years_back)
        for model, rows in original.filled(copy).items():
            waiting = self._waiting.setdefault(model, [])
            waiting += rows
            if len(waiting) > MAX_ROWS_AT_A_TIME:
                self._write(model)
        return copy

    def flush(self) -> None:
        for model in list(self._waiting):
            self._write(model)

    def finish(self) -> None:
        """Write what waits, count children, set the next keys of PostgreSQL, and index the new texts."""
        self.flush()
        for path in self._children:
            children = Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)
            Page.objects.filter(path=path).update(numchild=children.count())
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
        backend = get_search_backend()
        for model in (SearchEntry, ExamplePage):
            self._index(backend, model)

    def _index(self, backend: Any, model: Any) -> None:
        index = backend.get_index_for_model(model)
        index._refresh_title_norms = lambda full=False: None
        new: Any = model._default_manager.filter(pk__gte=self._begun.get(root(model), 0)).order_by("pk")
        last = 0
        while batch := list(new.filter(pk__gt=last)[:1000]):
            index.add_items(model, batch)
            last = batch[-1].pk

    def _keys(self, model: type[Model], count: int) -> int:
        if model not in self._next:
            self._next[model] = 1 + (model._base_manager.aggregate(last=Max("pk"))["last"] or 0)
            self._begun[model] = self._next[model]
        self._next[model] += count
        return self._next[model] - count

    def _path(self, parent: str) -> str:
        if parent not in self._children:
            last = Page.objects.filter(path__startswith=parent, depth=len(parent) // Page.steplen + 1).aggregate(
                last=Max("path")
            )["last"]
            self._children[parent] = Page._str2int(last[-Page.steplen :]) if last else 0
        self._children[parent] += 1
        return Page._get_path(parent, len(parent) // Page.steplen + 1, self._children[parent])

    def _write(self, model: type[Model]) -> None:
        rows, self._waiting[model] = self._waiting[model], []
        quote = connection.ops.quote_name
        table, names = quote(model._meta.db_table), ", ".join(map(quote, columns(model)))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as out:
                    for row in rows:
                        out.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns(model)))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
