"""Compare a table of SQLite with the same table of PostgreSQL, row by row, without holding rows."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from foundation.moving.tables import DatabaseTable

#: Primary keys that are named of each kind of difference.
MAX_KEYS_NAMED = 5


@dataclass
class Comparison:
    """`different`: kind of difference -> how many rows, and the first of their primary keys."""

    table: str
    source_rows: int = 0
    target_rows: int = 0
    different: dict[str, list[object]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_same(self) -> bool:
        return not self.counts

    def note(self, kind: str, key: object) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        keys = self.different.setdefault(kind, [])
        if len(keys) < MAX_KEYS_NAMED:
            keys.append(key)

    @property
    def sentence(self) -> str:
        parts = [
            f"{count} {kind} ({', '.join(map(str, self.different[kind]))}{', …' if count > MAX_KEYS_NAMED else ''})"
            for kind, count in self.counts.items()
        ]
        return f"{self.table}: {self.source_rows} rows in SQLite, {self.target_rows} in PostgreSQL: " + "; ".join(parts)


def compare(table: DatabaseTable, source: sqlite3.Connection) -> Comparison:
    """Read both sides once, in the order of primary keys. Raises RowCannotBeStored."""
    found = Comparison(table.name)
    with transaction.atomic():
        ours = map(table.comparable, table.rows_of_sqlite(source))
        theirs = map(table.comparable, table.rows_of_postgresql(connection.connection))
        for key, row, other in _side_by_side(ours, theirs):
            found.source_rows += row is not None
            found.target_rows += other is not None
            if row is None:
                found.note("only in PostgreSQL", key)
            elif other is None:
                found.note("missing in PostgreSQL", key)
            elif row != other:
                found.note("different", key)
    return found


Rows = Iterator[tuple[Any, bytes]]


def _side_by_side(ours: Rows, theirs: Rows) -> Iterator[tuple[Any, bytes | None, bytes | None]]:
    """Key, our row, their row; None for a row that is on one side only."""
    mine, other = next(ours, None), next(theirs, None)
    while mine or other:
        if mine and other and mine[0] == other[0]:
            yield mine[0], mine[1], other[1]
            mine, other = next(ours, None), next(theirs, None)
        elif mine and (other is None or mine[0] < other[0]):
            yield mine[0], mine[1], None
            mine = next(ours, None)
        elif other:
            yield other[0], None, other[1]
            other = next(theirs, None)
