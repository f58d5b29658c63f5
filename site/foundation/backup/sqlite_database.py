"""Copy a SQLite database while others write, and put a copy in its place."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from foundation.backup import fingerprint
from foundation.backup.encryption import CHUNK, BackupKey, chunks_of
from foundation.backup.problem import BackupProblem
from foundation.backup.snapshot import DATABASE, HEAD, Snapshot
from foundation.backup.stored_stream import write_stored


@contextlib.contextmanager
def _named_errors() -> Iterator[None]:
    """Turns errors of SQLite into BackupProblem; they quote no values."""
    try:
        yield
    except (sqlite3.Error, DatabaseError) as error:
        raise BackupProblem(f"SQLite: {error}") from error


@_named_errors()
def dump(path: Path, key: BackupKey | None) -> Snapshot:
    """Make SQLite's own backup in one step: one moment of the database, for which no writer waits. Raises
    BackupProblem."""
    with _folder() as folder, contextlib.closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a write-ahead log
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupProblem("The database is damaged: PRAGMA integrity_check. Keep your last backup.")
        tables, head = fingerprint.of_sqlite(copy), copy.execute(HEAD).fetchone()
        with (folder / "copy.sqlite3").open("rb") as file:
            return Snapshot("sqlite", write_stored(path, chunks_of(file), key, DATABASE), tables, head)


@_named_errors()
def load(chunks: Iterable[bytes]) -> dict[str, fingerprint.TableFingerprint]:
    """Replace the content of the installation's database by the copy, in one transaction, also while it is open. Raises
    BackupProblem."""
    with _opened(chunks) as copy:
        connection.ensure_connection()
        copy.backup(connection.connection)
        connection.close()  # opened again with our settings
    with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as restored:
        return fingerprint.of_sqlite(restored)


@_named_errors()
def check(chunks: Iterable[bytes]) -> dict[str, fingerprint.TableFingerprint]:
    """Restore it to a temporary file. Raises BackupProblem."""
    with _opened(chunks) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupProblem("The database in the backup is damaged: PRAGMA integrity_check.")
        return fingerprint.of_sqlite(copy)


def skip_keys(gap: int) -> None:
    """Let new rows have keys that no row since the backup had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [gap, name])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, gap])


@contextlib.contextmanager
def _opened(chunks: Iterable[bytes]) -> Iterator[sqlite3.Connection]:
    with _folder() as folder:
        path = folder / "restored.sqlite3"
        with path.open("wb", buffering=CHUNK) as file:
            for chunk in chunks:
                file.write(chunk)
        with contextlib.closing(sqlite3.connect(path)) as database:
            yield database


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """In the data directory, which nobody else may read: what lies there for the moment is not encrypted. It always has
    the same name (there is one at a time: pool.locked), so that what a killed process left is deleted by the next."""
    folder = Path(settings.DATA_DIR) / "backup.unfinished"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
