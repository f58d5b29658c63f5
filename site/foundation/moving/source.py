"""The SQLite file that is moved, held so that nobody else has it open."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_WAIT_FOR_WRITERS = 5.0  # seconds for whoever is just finishing


class SourceRefused(Exception):
    """The file can't be moved; the message says what to do."""


@contextmanager
def open_database(path: Path, *, exclusive: bool) -> Iterator[sqlite3.Connection]:
    """A connection that sees one state of the file throughout. With `exclusive` no other process can read or write it
    meanwhile. Raises SourceRefused."""
    if not path.is_file():
        raise SourceRefused(f"There is no file {path}. Name the SQLite file with --from.")
    source = sqlite3.connect(path, isolation_level=None, timeout=SECONDS_TO_WAIT_FOR_WRITERS)
    try:
        _begin(source, path, exclusive=exclusive)
        yield source
    finally:
        source.close()


def _begin(source: sqlite3.Connection, path: Path, *, exclusive: bool) -> None:
    try:
        if exclusive:
            source.execute("PRAGMA locking_mode = EXCLUSIVE")  # before the first read: else SQLite lets readers stay
        source.execute("BEGIN EXCLUSIVE" if exclusive else "BEGIN")
        source.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise SourceRefused(
                f"Somebody has {path} open: a web server, a worker or a command. Stop them all, and say it again."
            ) from None
        raise SourceRefused(f"{path} is no database of this application ({error}).") from None
    except sqlite3.DatabaseError as error:
        raise SourceRefused(f"{path} cannot be read as a SQLite database ({error}).") from None


def require_intact(source: sqlite3.Connection) -> None:
    """Raise SourceRefused when the file is damaged or a row refers to one that is not there."""
    if (answer := source.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise SourceRefused(f"The SQLite file is damaged ({answer}). Restore a backup first.")
    if broken := source.execute("PRAGMA foreign_key_check").fetchone():
        table, row, refers_to, _number = broken
        raise SourceRefused(f"{table}, row {row}, refers to a row of {refers_to} that is not there. Correct it first.")


def migrations_of(source: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(source.execute("SELECT app, name FROM django_migrations"))


def last_numbers(source: sqlite3.Connection) -> dict[str, int]:
    """Return table -> the highest number that was ever given to a row of it, also of rows that are deleted."""
    return dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
