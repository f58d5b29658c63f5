"""Queries of every request, compiled to SQL once for each database connection.

Django compiles a queryset each time it is evaluated, which takes it ten times as long as the database takes to answer.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.models import Field, QuerySet
from django.db.models.expressions import Expression


class Parameter(Expression):
    """Stands in a queryset for a value that is given when the query runs, converted as `field` converts it."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class CompiledQuery:
    """The rows of `build()`, a function without arguments that returns a `values_list` queryset with Parameters."""

    def __init__(self, build: Callable[[], "QuerySet[Any]"]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run the query with a value for each Parameter."""
        connection = connections["default"]
        # Kept by the connection, which the compiler refers to: both go with their thread.
        compiled = vars(connection).setdefault("compiled_queries", WeakKeyDictionary())
        if self not in compiled:
            compiled[self] = self._compile(connection)
        compiler, sql, params, converters = compiled[self]
        with connection.cursor() as cursor:
            cursor.execute(sql, [_value(param, values, connection) for param in params])
            found = cursor.fetchall()
        return list(map(tuple, compiler.apply_converters(found, converters))) if converters else found

    def _compile(self, connection: Any) -> tuple[Any, ...]:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return compiler, sql, params, compiler.get_converters([column[0] for column in compiler.select])


def _value(param: Any, values: dict[str, Any], connection: Any) -> Any:
    if not isinstance(param, Parameter):
        return param
    return param.output_field.get_db_prep_value(values[param.name], connection, prepared=False)
