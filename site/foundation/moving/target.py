"""The PostgreSQL database that is filled: prepared for it, and put in force again when all rows are there.

While it is filled it has no foreign keys, its own triggers are off, and the table MOVING_TABLE says so: it holds what
is to be put back. Then no web server or worker starts on it, and the command goes on where it ended.
"""

import sqlite3
from collections.abc import Iterable

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from foundation.moving.source import last_numbers, migrations_of
from foundation.moving.tables import SEARCH_INDEX, DatabaseTable

MOVING_TABLE = "moving_database"
#: Apps that no SQLite file has: with Procrastinate, the workers make the jobs of the tasks that wait.
ON_POSTGRESQL = ("procrastinate",)
#: Tables that are empty in every database in which nobody has done anything, whatever `migrate` puts into it.
EMPTY_AT_FIRST = ("accounts.User", "foundation.AuditEvent", "media.MediaItem", "wagtailcore.Revision")


class TargetRefused(Exception):
    """The database can't be filled; the message says what to do."""


def problems() -> list[str]:
    """Check before the start (settings.START_CHECKS): a database that is half filled is used by nobody."""
    return ["The move to this database is not finished. Run: manage.py move_database"] if is_under_way() else []


def is_under_way() -> bool:
    return connection.vendor == "postgresql" and MOVING_TABLE in connection.introspection.table_names()


def require_same_version(source: sqlite3.Connection) -> None:
    """Create the tables of an empty database. Raises TargetRefused when the SQLite file is of another version."""
    executor = MigrationExecutor(connection)
    ours = {key for key in executor.loader.disk_migrations if key[0] not in ON_POSTGRESQL}
    theirs = migrations_of(source)
    if missing := sorted(key for key in ours - theirs if not executor.loader.disk_migrations[key].replaces):
        raise TargetRefused(
            f"The SQLite file is of an earlier version ({'.'.join(missing[0])} is missing). With "
            "LAERINGSRUM_DATABASE_URL=sqlite:// run manage.py set_up first."
        )
    if newer := sorted(key for key in theirs - ours if key[0] in {app for app, _name in ours}):
        raise TargetRefused(f"The SQLite file is of a later version ({'.'.join(newer[0])}). Move it with that one.")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def require_empty() -> None:
    """Raise TargetRefused when somebody has worked in the database."""
    for label in EMPTY_AT_FIRST:
        model = apps.get_model(label)
        if model._default_manager.exists():
            raise TargetRefused(
                f"The database {connection.settings_dict['NAME']} has content ({model._meta.db_table}). "
                "Nothing is overwritten: make an empty database, and name it in LAERINGSRUM_DATABASE_URL. (If it was "
                "moved there already, --check compares.)"
            )


def begin() -> None:
    """Note the foreign keys in MOVING_TABLE and drop them, and switch triggers off, all or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {MOVING_TABLE} AS SELECT conrelid::regclass::text AS on_table, conname::text AS name, "  # noqa: S608
            "pg_get_constraintdef(oid) AS definition FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
        cursor.execute(f"SELECT on_table, name FROM {MOVING_TABLE}")  # noqa: S608
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {_quoted(name)}")
        for table in _tables_with_triggers():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def empty(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE TABLE {_quoted(table)}")


def rebuild_search_index() -> None:
    empty(SEARCH_INDEX)
    call_command("update_index", verbosity=0)


def finish(source: sqlite3.Connection, tables: Iterable[DatabaseTable]) -> None:
    """Put foreign keys, numbers and triggers in force, all or nothing. Raises IntegrityError when a row refers to one
    that is not there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT on_table, name, definition FROM {MOVING_TABLE}")  # noqa: S608
        for table, name, definition in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {_quoted(name)} {definition}")
        _set_sequences(last_numbers(source), tables)
        for table in _tables_with_triggers():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(f"DROP TABLE {MOVING_TABLE}")


def _set_sequences(last: dict[str, int], tables: Iterable[DatabaseTable]) -> None:
    """The next row gets a number that no row ever had: the log names rows by their numbers."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table.name), table.key.name])
            (sequence,) = cursor.fetchone()
            if sequence is not None:
                highest = last.get(table.name, 0)
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(highest, 1), highest > 0])


def _tables_with_triggers() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        return [name for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
