"""Number of rows of each table, and a number that changes with any of their values: to compare two databases."""

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TableFingerprint:
    """`total` does not depend on the order of the rows."""

    rows: int
    total: str


def of_sqlite(database: sqlite3.Connection) -> dict[str, TableFingerprint]:
    """Return `database`: a connection of sqlite3."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: _of_sqlite_table(database, name) for (name,) in names}


def _of_sqlite_table(database: sqlite3.Connection, name: str) -> TableFingerprint:
    rows = total = 0
    for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  a name of the database's own
        rows += 1
        total += int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return TableFingerprint(rows, str(total))


def of_postgresql(cursor: Any) -> dict[str, TableFingerprint]:
    """Return `cursor`: of psycopg, in a transaction. The server computes, so nothing of it is transferred."""
    cursor.execute("SET LOCAL statement_timeout = 0")
    cursor.execute("SET LOCAL timezone = 'UTC'")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
    found = {}
    for (name,) in cursor.fetchall():
        cursor.execute(
            f'SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM "{name}" AS t'  # noqa: S608
        )
        found[name] = TableFingerprint(*cursor.fetchone())
    return found


def differences(expected: dict[str, TableFingerprint], found: dict[str, TableFingerprint]) -> list[str]:
    """Return a sentence for each table that differs."""
    return [
        f"{name}: {_describe(expected.get(name))} in the backup, {_describe(found.get(name))} restored"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]


def _describe(table: TableFingerprint | None) -> str:
    return f"{table.rows} rows ({table.total})" if table is not None else "no table"
