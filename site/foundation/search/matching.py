"""Find rows by their text in Wagtail's search index, on SQLite (FTS5) and PostgreSQL.

Wagtail's own queries join the index to the rows and leave the order to the database; without statistics SQLite then
evaluates the match once for each row. Here the index is asked first, in a subquery of its own that depends on nothing
else, so the cost follows the number of matches. Nothing is ranked: whoever shows a rank orders by what it means there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from foundation.search.irregular_words import forms_in_both_numbers

#: What the index is asked for, by name: texts, or expressions for them.
Terms = Mapping[str, Any]


def search_terms(words: Sequence[str]) -> dict[str, str]:
    """Return what `matching` asks for `words`: letters and digits only (`parse_query`), and at least one."""
    if connection.vendor == "postgresql":
        forms = [" | ".join(f"'{form}'" for form in (word, *forms_in_both_numbers(word))) for word in words]
        stems = {f"stem{number}": form for number, form in enumerate(forms)}
        return stems | {f"begun{number}": f"'{word}':*" for number, word in enumerate(words)}
    return {"whole": f"{{title body}} : ({_in_fts(words, '')})", "begun": f"{{autocomplete}} : ({_in_fts(words, '*')})"}


def matching(model: type[models.Model], terms: Terms, *, whole: bool = False) -> QuerySet[models.Model, tuple[int]]:
    """Return the primary keys of `model` whose indexed text contains every word of `terms` or another form of it, as a
    subquery. A word may be the beginning of one in the text, unless `whole`."""
    entries = apps.get_model("wagtailsearch", "IndexEntry")._default_manager
    find = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    # "+ 0": with the index of content types SQLite would read every entry of the model, not only the matches.
    of_model = entries.annotate(kind=F("content_type_id") + 0).filter(kind=ContentType.objects.get_for_model(model).pk)
    return of_model.filter(find(terms, whole)).order_by().values_list(Cast("object_id", BigIntegerField()))


def _in_fts(words: Sequence[str], begun: str) -> str:
    """FTS5 has no stems: a word, its beginnings, and the forms in the other number."""
    forms = ([f'"{word}"{begun}', *(f'"{form}"' for form in forms_in_both_numbers(word))] for word in words)
    return " AND ".join(f"({' OR '.join(alternatives)})" for alternatives in forms)


class _Match(Lookup[str]):
    """MATCH of FTS5 in the columns of the index. modelsearch has one too, whose text is fixed when it is compiled."""

    conditional = True

    def __init__(self, table: str, asked: Any) -> None:
        self.table, self.asked = table, asked
        super().__init__(None, None)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        sql, params = compiler.compile(self.asked)
        return f"{self.table} MATCH {sql}", params


def _on_sqlite(terms: Terms, whole: bool) -> Q:
    rows = apps.get_model("wagtailsearch", "SQLiteFTSIndexEntry")
    asked = terms["whole" if whole else "begun"]
    match = _Match(rows._meta.db_table, Value(asked) if isinstance(asked, str) else asked)
    return Q(pk__in=rows._default_manager.filter(match).values("pk"))


def _on_postgresql(terms: Terms, whole: bool) -> Q:
    """Every word by its Danish stem in title or body, or by its beginning; each part uses its own GIN index."""
    from django.contrib.postgres.search import SearchQuery

    found = Q()
    for number in range(len(terms) // 2):
        stem = SearchQuery(terms[f"stem{number}"], search_type="raw", config="danish")
        one = Q(title=stem) | Q(body=stem)
        if not whole:
            one |= Q(autocomplete=SearchQuery(terms[f"begun{number}"], search_type="raw", config="simple"))
        found &= one
    return found
