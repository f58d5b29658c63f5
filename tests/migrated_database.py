"""A migrated database that is copied: migrating Wagtail's tables takes longer than most tests.

The copy is named by a hash of every migration of ours and of the pinned packages, so a changed migration is run. Only
the tables and what migrations put into them are kept; `migrate` still runs and finds nothing to do. On SQLite it is a
file, kept between test runs; on PostgreSQL a database that one worker makes while the others wait for it.
"""

import hashlib
import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

PROJECT_ROOT = Path(__file__).resolve().parent.parent
KEPT = 3  # copies; older ones go
PATIENCE = 60.0  # seconds
CONNECTION = ("host", "port", "user", "password", "dbname")
#: What writes rows or makes triggers after each `migrate`.
AFTER_MIGRATIONS = ("meetings/moderation/ensure_workflows.py", "site/foundation/audit_seal/triggers.py")


def fingerprint() -> str:
    digest = hashlib.sha256((PROJECT_ROOT / "requirements.txt").read_bytes())
    migrations = sorted([*PROJECT_ROOT.glob("*/migrations/*.py"), *PROJECT_ROOT.glob("site/*/migrations/*.py")])
    for path in (*migrations, *(PROJECT_ROOT / name for name in AFTER_MIGRATIONS)):
        digest.update(str(path.relative_to(PROJECT_ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def bring(folder: Path, target: Path) -> bool:
    """Puts the kept copy in place of the test database. False when there is none for today's migrations."""
    kept = folder / f"{fingerprint()}.sqlite3"
    if not kept.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, target)
    return True


def keep(folder: Path, database: Path) -> None:
    """Copies the freshly migrated test database to `folder`, whole or not at all."""
    kept = folder / f"{fingerprint()}.sqlite3"
    unfinished = kept.with_suffix(f".{os.getpid()}")
    source, copy = sqlite3.connect(database), sqlite3.connect(unfinished)
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()
    unfinished.replace(kept)
    for old in sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def bring_on_postgresql() -> "psycopg.Connection | None":
    """Makes this worker's test database a copy of the migrated one. None yet: the others wait until the connection that
    is returned is given to `keep_on_postgresql`."""
    import psycopg
    from django.db import connection

    where = connection.get_connection_params()
    server = psycopg.connect(**{name: where[name] for name in CONNECTION if name in where}, autocommit=True)
    server.execute("SELECT pg_advisory_lock(1)")  # until this connection ends
    server.execute(f'DROP DATABASE IF EXISTS "{connection.creation._get_test_db_name()}"')
    if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [fingerprint()]).fetchone():
        return server
    server.execute(f'CREATE DATABASE "{connection.creation._get_test_db_name()}" TEMPLATE "{fingerprint()}"')
    server.close()
    return None


def keep_on_postgresql(server: "psycopg.Connection") -> None:
    from django.db import connection

    connection.close()  # a template has no connections
    server.execute(f'CREATE DATABASE "{fingerprint()}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    server.close()


def return_to_it_after_commits() -> None:
    """A test that commits ends by copying the migrated tables back, which is quicker than Django's way: to empty every
    table, and to load the rows of the migrations before the next such test."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests import prepared

    connection.ensure_connection()
    image = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(image)

    def return_to_image(case: TransactionTestCase) -> None:
        connection.ensure_connection()
        image.backup(connection.connection)
        prepared.as_migrated_again()

    TransactionTestCase._fixture_teardown = return_to_image
    connection.creation.deserialize_db_from_string = lambda data: None
    prepared.as_migrated_again()


def empty_tables_without_triggers() -> None:
    """A test that commits on PostgreSQL ends by emptying every table, also those that are only added to."""
    from django.db import connection
    from django.test import TransactionTestCase

    ordinary = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        _wait_for_other_connections()
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        ordinary(case)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = origin")

    TransactionTestCase._fixture_teardown = teardown


def _wait_for_other_connections() -> None:
    """Until none of them is at work: a thread that a test left behind holds locks on tables that are to be emptied."""
    from django.db import connection

    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend' AND state <> 'idle'"
            )
            at_work = cursor.fetchall()
            if not at_work:
                return
            assert time.monotonic() < deadline, f"a test left a connection at work: {at_work}"
            time.sleep(0.02)
