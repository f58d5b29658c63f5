"""Which tables are moved: those of the models. What a table is made from is rebuilt, and what expires is left."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection

from foundation.moving.values import CannotBeStored, DatabaseColumn

#: Django's own record; both databases must have the same.
MIGRATIONS = "django_migrations"
#: Wagtail's full-text index: other columns on each database. It is made again.
SEARCH_INDEX = "wagtailsearch_indexentry"
#: Rows that are read from PostgreSQL at a time.
AT_A_TIME = 2000


class RowCannotBeStored(Exception):
    """The message names table, row and column, and never quotes the value."""


@dataclass(frozen=True)
class DatabaseTable:
    """A table with its columns in the order of their names; `key` is its primary key."""

    name: str
    key: DatabaseColumn
    columns: tuple[DatabaseColumn, ...]

    def rows_of_sqlite(self, source: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
        """All rows by primary key, as PostgreSQL stores them. Raises RowCannotBeStored."""
        names = ", ".join(_quoted(column.name) for column in self.columns)
        place = self.columns.index(self.key)
        for row in source.execute(f"SELECT {names} FROM {_quoted(self.name)} ORDER BY {_quoted(self.key.name)}"):  # noqa: S608
            yield tuple(
                _converted(self, row[place], column, value) for column, value in zip(self.columns, row, strict=True)
            )

    def rows_of_postgresql(self, target: psycopg.Connection) -> Iterator[tuple[object, ...]]:
        """All rows by primary key, in the order of bytes where that is a text. Needs a transaction."""
        names = ", ".join(
            _quoted(column.name) + ("::text" if column.data_type == "jsonb" else "") for column in self.columns
        )
        is_text = self.key.data_type in {"text", "character varying"}
        order = _quoted(self.key.name) + (' COLLATE "C"' if is_text else "")
        with psycopg.ServerCursor(target, "rows_of_a_table") as cursor:
            cursor.itersize = AT_A_TIME
            cursor.execute(f"SELECT {names} FROM {_quoted(self.name)} ORDER BY {order}".encode())  # noqa: S608
            yield from cursor

    def comparable(self, row: tuple[object, ...]) -> tuple[Any, bytes]:
        """The primary key of a row, and its bytes: the same when it is the same row in both databases."""
        values = tuple(column.comparable(value) for column, value in zip(self.columns, row, strict=True))
        return row[self.columns.index(self.key)], repr(values).encode()


def _converted(table: DatabaseTable, key: object, column: DatabaseColumn, value: object) -> object:
    try:
        made = column.from_sqlite(value)
        if column.data_type == "jsonb":
            column.comparable(made)
    except CannotBeStored as why:
        raise RowCannotBeStored(f"{table.name}, row {key}, {column.name}: {why}") from None
    return made


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def moved_tables() -> list[DatabaseTable]:
    """Return the tables of all models as PostgreSQL has them, by name."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        name = model._meta.db_table
        if model._meta.managed and not model._meta.proxy and name != SEARCH_INDEX:
            columns = _columns(name)
            key = next(column for column in columns if column.name == model._meta.pk.column)
            found[name] = DatabaseTable(name, key, columns)
    return [found[name] for name in sorted(found)]


def _columns(table: str) -> tuple[DatabaseColumn, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, character_maximum_length, numeric_scale FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s ORDER BY column_name",
            [table],
        )
        return tuple(DatabaseColumn(*row) for row in cursor.fetchall())


def differences_of_tables(source: sqlite3.Connection, tables: list[DatabaseTable]) -> list[str]:
    """Return sentences on what the SQLite file has that these tables do not say, or the other way round."""
    wrong = []
    for table in tables:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({_quoted(table.name)})")}
        if there != {column.name for column in table.columns}:
            wrong.append(f"The table {table.name} has other columns in the SQLite file than this version makes.")
    known = {table.name for table in tables} | {MIGRATIONS, settings.CACHES["default"].get("LOCATION"), "shared_cache"}
    for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name in known or name.startswith(("sqlite_", SEARCH_INDEX)):
            continue
        if source.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 1").fetchone():  # noqa: S608
            wrong.append(f"The table {name} belongs to no model of this version, and it has rows.")
    return wrong
