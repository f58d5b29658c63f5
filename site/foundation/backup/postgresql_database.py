"""Copy a PostgreSQL database while others write (`pg_dump`), and put a copy in its place (`pg_restore`)."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.errors import InsufficientPrivilege

from foundation.backup import fingerprint
from foundation.backup.encryption import BackupKey, chunks_of
from foundation.backup.problem import BackupProblem
from foundation.backup.snapshot import DATABASE, HEAD, Snapshot
from foundation.backup.stored_stream import write_stored

#: Statements that drop what a backup without Procrastinate does not replace, except what belongs to an extension.
FUNCTIONS_AND_TYPES = """
    SELECT format('DROP %s IF EXISTS %s CASCADE', kind, name) FROM (
        SELECT 'FUNCTION' AS kind, oid, oid::regprocedure::text AS name FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
        UNION ALL
        SELECT 'TYPE', oid, oid::regtype::text FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace
        AND (typtype = 'e' OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))
    ) AS made WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
"""


def dump(path: Path, key: BackupKey | None) -> Snapshot:
    """Dump the database. What is counted and what `pg_dump` writes are the same moment: a snapshot that both share.
    Raises BackupProblem."""
    with _connected() as server:
        _require_program_for(server)
        with server.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            cursor.execute(HEAD)
            head = cursor.fetchone()
            tables = fingerprint.of_postgresql(cursor)
            arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            with _program("pg_dump", *arguments) as process:
                return Snapshot(
                    "postgresql", write_stored(path, chunks_of(process.stdout), key, DATABASE), tables, head
                )


def load(chunks: Iterable[bytes]) -> dict[str, fingerprint.TableFingerprint]:
    """Replace the content of the installation's database by the copy. Raises BackupProblem."""
    connection.close()
    with _connected() as server:
        _require_program_for(server)
        with server.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            names = [name for (name,) in cursor.fetchall()]
            for name in names:
                cursor.execute(f'DROP TABLE "{name}" CASCADE')
            cursor.execute(FUNCTIONS_AND_TYPES)
            for drop in [drop for (drop,) in cursor.fetchall()]:
                cursor.execute(drop)
    _restore(chunks, "")
    return _fingerprints("")


def check(chunks: Iterable[bytes]) -> dict[str, fingerprint.TableFingerprint]:
    """Restore it to a database beside this one, which is dropped afterwards. It always has the same name, so that one
    that a killed process left is dropped by the next. Raises BackupProblem."""
    name = f"{connection.settings_dict['NAME'][:40]}_check_of_backup"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with _connected(autocommit=True) as server:
        _require_program_for(server)
        server.execute(drop)
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except InsufficientPrivilege as error:
            raise BackupProblem(
                "The user of the database may create no database to restore to. Run in psql: ALTER ROLE … CREATEDB"
            ) from error
        try:
            _restore(chunks, name)
            return _fingerprints(name)
        finally:
            server.execute(drop)


def skip_keys(gap: int) -> None:
    """Let new rows have keys that no row since the backup had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(sequencename), last_value FROM pg_sequences "
                       "WHERE schemaname = current_schema()")  # fmt: skip
        for name, last in cursor.fetchall():
            cursor.execute("SELECT setval(%s, %s)", [name, (last or 0) + gap])


def _fingerprints(database: str) -> dict[str, fingerprint.TableFingerprint]:
    with _connected(database) as server, server.cursor() as cursor:
        return fingerprint.of_postgresql(cursor)


def _parameters(database: str = "") -> dict[str, Any]:
    """Of libpq, from Django's settings."""
    settings = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    own = {name: settings[django] for name, django in names.items() if settings[django]}
    return {**settings["OPTIONS"], **own, **({"dbname": database} if database else {})}


@contextmanager
def _connected(database: str = "", *, autocommit: bool = False) -> Iterator[Any]:
    try:
        with psycopg.connect(**_parameters(database), autocommit=autocommit) as server:
            yield server
    except psycopg.Error as error:
        raise BackupProblem(f"PostgreSQL: {(str(error).strip() or type(error).__name__).splitlines()[0]}") from error


def _restore(chunks: Iterable[bytes], database: str) -> None:
    arguments = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    with _program("pg_restore", *arguments, database=database) as process:
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has ended; its own message follows


@contextmanager
def _program(name: str, *arguments: str, database: str = "") -> Iterator[Any]:
    """The running program, connected as Django is; the password is in no list of processes. Raises BackupProblem when
    it fails."""
    parameters = _parameters(database)
    environment = {**os.environ, "PGPASSWORD": str(parameters.pop("password", ""))}
    command = [_found(name), *arguments, f"--dbname={make_conninfo('', **parameters)}"]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        )
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            _close(process.stdin, process.stdout)
            status = process.wait()
        if status:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            raise BackupProblem(f"{name} failed: {lines[0] if lines else status}")


def _close(*pipes: IO[bytes] | None) -> None:
    for pipe in pipes:
        try:
            if pipe is not None:
                pipe.close()
        except BrokenPipeError:
            continue


def _found(name: str) -> str:
    """Debian's newest version, else as found on PATH. Raises BackupProblem."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        raise BackupProblem(f"{name} is not installed here. Debian: apt-get install postgresql-client")
    return found


def _require_program_for(server: psycopg.Connection) -> None:
    """Raise BackupProblem where `pg_dump` is older than the server, which it could not read."""
    try:
        output = subprocess.run([_found("pg_dump"), "--version"], capture_output=True, text=True, check=True).stdout
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines()
        raise BackupProblem(f"pg_dump failed: {lines[0] if lines else error.returncode}") from error
    program, needed = re.search(r"(\d+)", output), server.info.server_version // 10000
    if program and int(program[1]) < needed:
        raise BackupProblem(
            f"pg_dump here is of version {program[1]}, the server of version {needed}: apt-get install "
            f"postgresql-client-{needed}"
        )
