"""Queries of every request, compiled to SQL once for each database connection.

Django compiles a queryset each time it is evaluated, which takes ten times as long as the answer of the database.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, QuerySet
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

R = TypeVar("R")


class Parameter(Expression):
    """Stands in a queryset for a value that is given when the query runs, converted as `field` converts it."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple["Parameter"]]:
        return "%s", (self,)


def set_related(owner: models.Model, name: str, rows: Sequence[models.Model]) -> None:
    """Let `owner.<name>.all()` be `rows`, as `prefetch_related` does. Each row knows its owner."""
    related = getattr(owner, name)
    found = related.all()
    for row in rows:
        setattr(row, related.field.name, owner)
    found._result_cache, found._prefetch_done = rows, True
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = found


#: Placeholder in the compiled query -> the value of this run.
Placeholders = Mapping[int, int]


class CompiledQuery(Generic[R]):
    """The queryset of `build()`, a function without arguments, with Parameters for the values of each run. R: what it
    gives, an object or the values of a row."""

    def __init__(self, build: "Callable[[], QuerySet[Any, R]]") -> None:
        self._build = build

    def rows(self, placeholders: Placeholders | None = None, /, **values: object) -> list[R]:
        """The rows of a `values_list` queryset, with a value for each Parameter."""
        return self._compiled().rows(values, placeholders or {})

    def objects(self, placeholders: Placeholders | None = None, /, **values: object) -> list[R]:
        """The objects of any other queryset, with their related rows (`select_related`, not `prefetch_related`)."""
        return self._compiled().objects(values, placeholders or {})

    def _compiled(self) -> "_SqlQuery[R]":
        connection = connections["default"]
        # Stored on the connection, to which the compiler refers: both live as long as their thread.
        compiled = vars(connection).setdefault("compiled_queries", WeakKeyDictionary())
        if self not in compiled:
            compiled[self] = _SqlQuery(connection, self._build())
        return compiled[self]


class _SqlQuery(Generic[R]):
    """A query as SQL, with what turns its rows into values or objects."""

    def __init__(self, connection: BaseDatabaseWrapper, queryset: "QuerySet[Any, R]") -> None:
        self.connection = connection
        self.compiler = queryset.query.get_compiler(connection=connection)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:  # the filter matches no row, whatever the values
            self.sql = ""
            return
        select = self.compiler.select
        self.converters = self.compiler.get_converters([column[0] for column in select])
        if (klass_info := self.compiler.klass_info) is None or queryset._fields is not None:  # type: ignore[attr-defined]
            return
        self.model = klass_info["model"]
        fields = klass_info["select_fields"]
        self.model_columns = slice(fields[0], fields[-1] + 1)
        self.field_names = [column[0].target.attname for column in select[self.model_columns]]
        self.related = get_related_populators(klass_info, select, connection.alias)  # type: ignore[call-arg]  # stubs of Django 6
        self.annotations = self.compiler.annotation_col_map or {}

    def rows(self, values: dict[str, object], placeholders: Placeholders) -> list[Any]:
        if not self.sql:
            return []
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, [self._value(param, values, placeholders) for param in self.params])
            found = cursor.fetchall()
        return list(map(tuple, self.compiler.apply_converters(found, self.converters))) if self.converters else found

    def objects(self, values: dict[str, object], placeholders: Placeholders) -> list[R]:
        return [self._object(row) for row in self.rows(values, placeholders)]

    def _object(self, row: Sequence[object]) -> R:
        """As Django's ModelIterable."""
        instance = self.model.from_db(self.connection.alias, self.field_names, row[self.model_columns])
        for populator in self.related:
            populator.populate(row, instance)
        for name, column in self.annotations.items():
            setattr(instance, name, row[column])
        return instance

    def _value(self, param: object, values: dict[str, object], placeholders: Placeholders) -> Any:
        if isinstance(param, Parameter):
            return param.output_field.get_db_prep_value(values[param.name], self.connection, prepared=False)
        return placeholders.get(param, param) if isinstance(param, int) else param
