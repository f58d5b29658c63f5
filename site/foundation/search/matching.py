"""Find rows by their text in Wagtail's search index, on SQLite (FTS5) and PostgreSQL.

Wagtail's own queries join the index to the rows and leave the order to the database; without statistics SQLite then
evaluates the match once for each row. Here the index is asked first, in a subquery of its own that depends on nothing
else, so the cost follows the number of matches. Nothing is ranked: whoever shows a rank orders by what it means there.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from foundation.search.irregular_words import forms_in_both_numbers


def matching(model: type[models.Model], words: Sequence[str], *, whole: bool = False) -> QuerySet[Any]:
    """The primary keys of `model` whose indexed text contains every one of `words` or another form of it, as a
    subquery. A word may be the beginning of one in the text, unless `whole`. Words are letters and digits only
    (`parse_query`), and at least one."""
    entries = apps.get_model("wagtailsearch", "IndexEntry")._default_manager
    find = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    # "+ 0": with the index of content types SQLite would read every entry of the model, not only the matches.
    of_model = entries.annotate(kind=F("content_type_id") + 0).filter(kind=ContentType.objects.get_for_model(model).pk)
    return of_model.filter(find(words, whole)).order_by().values_list(Cast("object_id", BigIntegerField()))


def _on_sqlite(words: Sequence[str], whole: bool) -> Q:
    """FTS5 has no stems: a word, its beginnings, and the forms in the other number."""
    from modelsearch.backends.database.sqlite.query import MatchExpression

    begun = "" if whole else "*"
    forms = ([f'"{word}"{begun}', *(f'"{form}"' for form in forms_in_both_numbers(word))] for word in words)
    asked = " AND ".join(f"({' OR '.join(alternatives)})" for alternatives in forms)
    columns = ["title", "body"] if whole else ["autocomplete"]
    rows = apps.get_model("wagtailsearch", "SQLiteFTSIndexEntry")._default_manager
    return Q(pk__in=rows.filter(MatchExpression(columns, Value(asked))).values("pk"))


def _on_postgresql(words: Sequence[str], whole: bool) -> Q:
    """Every word by its Danish stem in title or body, or by its beginning; each part uses its own GIN index."""
    from django.contrib.postgres.search import SearchQuery

    found = Q()
    for word in words:
        forms = " | ".join(f"'{form}'" for form in (word, *forms_in_both_numbers(word)))
        stem = SearchQuery(forms, search_type="raw", config="danish")
        one = Q(title=stem) | Q(body=stem)
        if not whole:
            one |= Q(autocomplete=SearchQuery(f"'{word}':*", search_type="raw", config="simple"))
        found &= one
    return found
