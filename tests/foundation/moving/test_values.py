"""What is the same value in both databases, what PostgreSQL cannot store, and who has the file open."""

import sqlite3
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from foundation.moving.source import SourceRefused, open_database, require_intact
from foundation.moving.values import CannotBeStored, DatabaseColumn


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("boolean", 1, True),
        ("timestamp with time zone", "2026-10-25 00:30:00.000001", datetime(2026, 10, 25, 0, 30, 0, 1, tzinfo=UTC)),
        ("numeric", 82.4, Decimal("82.4")),
        ("numeric", 82, Decimal("82.0")),
        ("bytea", b"\x00\xff", b"\x00\xff"),
        ("jsonb", '{"a": "\\\\u0000"}', '{"a": "\\\\u0000"}'),
    ],
)
def test_a_value_is_as_postgresql_stores_it(kind: str, value: Any, expected: Any) -> None:
    made = DatabaseColumn("c", kind, scale=1).from_sqlite(value)
    assert made == expected and type(made) is type(expected)


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("text", "a\0b", "NUL"),
        ("jsonb", '{"a": "\\u0000"}', "NUL"),
        ("jsonb", '["\\\\\\u0000"]', "NUL"),
        ("character varying", "abcde", "5 characters"),
        ("boolean", 2, "boolean"),
        ("integer", "7", "integer"),
        ("date", "30-11-2026", "date"),
        ("cidr", "10.0.0.0/8", "unknown"),
    ],
)
def test_what_postgresql_does_not_take_is_said_without_the_value(kind: str, value: Any, why: str) -> None:
    with pytest.raises(CannotBeStored, match=why) as refused:
        DatabaseColumn("c", kind, length=4).from_sqlite(value)
    assert str(value) not in str(refused.value)


@pytest.mark.parametrize("text", ['"\\ud800"', "[NaN]", "{"])
def test_json_that_postgresql_does_not_take(text: str) -> None:
    with pytest.raises(CannotBeStored, match="JSON"):
        DatabaseColumn("c", "jsonb").comparable(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('{"b": 1, "a": [1e3]}', '{"a": [1000], "b": 1}', True),
        ('["\\u00e6"]', '["æ"]', True),
        ("[-0.0]", "[0]", True),
        ("[1.0]", "[1]", True),
        ("[36893488147419103232]", "[36893488147419103233]", False),
        ('["1"]', "[1]", False),
        ("[1, 2]", "[2, 1]", False),
        ("null", '"null"', False),
    ],
)
def test_the_same_json(one: str, other: str, same: bool) -> None:
    column = DatabaseColumn("c", "jsonb")
    assert (column.comparable(one) == column.comparable(other)) is same


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(
            "PRAGMA journal_mode = WAL; CREATE TABLE django_migrations (app, name); CREATE TABLE a (id integer "
            "PRIMARY KEY, b integer REFERENCES a (id)); INSERT INTO a VALUES (1, 2)"
        )
    database.close()
    return path


def test_a_file_that_somebody_has_open_is_not_moved(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foundation.moving.source.SECONDS_TO_WAIT_FOR_WRITERS", 0.1)
    server = sqlite3.connect(file)
    server.execute("SELECT * FROM a").fetchall()  # idle since
    with pytest.raises(SourceRefused, match="Stop them all"), open_database(file, exclusive=True):
        raise AssertionError
    with open_database(file, exclusive=False) as source:
        assert source.execute("SELECT count(*) FROM a").fetchone() == (1,)
    server.close()
    with open_database(file, exclusive=True):
        late = sqlite3.connect(file, timeout=0.1)
        for statement in ("SELECT * FROM a", "INSERT INTO a VALUES (2, NULL)"):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                late.execute(statement)
        late.close()


def test_a_file_with_a_broken_relation_is_not_moved(file: Path) -> None:
    with open_database(file, exclusive=True) as source, pytest.raises(SourceRefused, match="a, row 1"):
        require_intact(source)


@pytest.mark.parametrize(
    ("content", "why"), [(None, "There is no file"), (b"x" * 5000, "cannot be read"), (b"", "is no")]
)
def test_a_file_that_is_no_database_is_not_moved(tmp_path: Path, content: bytes | None, why: str) -> None:
    path = tmp_path / "laeringsrum.sqlite3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceRefused, match=why), open_database(path, exclusive=True):
        raise AssertionError
