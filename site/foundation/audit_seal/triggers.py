"""Triggers that make the database itself refuse to change the logs and their chain, and that note new rows.

Made after every `migrate`: SQLite drops those of a table that a migration remakes.
"""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.audit_seal.seal_block import ExpiryGuard, SealBlock, WaitingRow
from foundation.audit_seal.sealed_log import sealed_logs

GUARD, WAITING = ExpiryGuard._meta.db_table, WaitingRow._meta.db_table

SQLITE = """
DROP TRIGGER IF EXISTS {table}_no_update;
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END;
DROP TRIGGER IF EXISTS {table}_no_delete;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM {guard} WHERE "table" = '{table}')
BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END;
"""
SQLITE_WAITS = """
DROP TRIGGER IF EXISTS {table}_waits;
CREATE TRIGGER {table}_waits AFTER INSERT ON {table}
BEGIN INSERT INTO {waiting} ("table", "row") VALUES ('{table}', NEW.id); END;
"""

POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION foundation_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM {guard} WHERE "table" = TG_TABLE_NAME) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION foundation_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {waiting} ("table", "row") VALUES (TG_TABLE_NAME, NEW.id);
    RETURN NULL;
END $$;
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION foundation_only_added();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION foundation_only_added();
"""
POSTGRESQL_WAITS = """
CREATE TRIGGER {table}_waits AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION foundation_waits();
"""


def make_triggers(using: str, **signal: object) -> None:
    """Receiver of post_migrate."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    logs = sealed_logs()
    if not {GUARD, WAITING, SealBlock._meta.db_table, *logs} <= tables:
        return  # migrated to an earlier state
    if connection.vendor == "sqlite":
        _run(connection, *(SQLITE.format(table=table, guard=GUARD) for table in (*logs, SealBlock._meta.db_table)))
        _run(connection, *(SQLITE_WAITS.format(table=table, waiting=WAITING) for table in logs))
    else:
        _run(connection, POSTGRESQL_FUNCTIONS.format(guard=GUARD, waiting=WAITING))
        there = _triggers_of_postgresql(connection)
        _run(connection, *(POSTGRESQL.format(table=table) for table in (*logs, SealBlock._meta.db_table)
                           if f"{table}_no_change" not in there))  # fmt: skip
        _run(connection, *(POSTGRESQL_WAITS.format(table=table) for table in logs if f"{table}_waits" not in there))
    _queue_rows_before_triggers(connection)


def _run(connection: BaseDatabaseWrapper, *scripts: str) -> None:
    with connection.cursor() as cursor:
        for script in scripts:
            for statement in _statements(script):
                cursor.execute(statement)


def _statements(script: str) -> list[str]:
    """The script's statements, each of which ends with a semicolon at the end of a line and begins with a verb."""
    found = script.strip().replace(";\nCREATE ", ";\0CREATE ").replace(";\nDROP ", ";\0DROP ")
    return found.split("\0") if found else []


def _triggers_of_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor.fetchall()}


def _queue_rows_before_triggers(connection: BaseDatabaseWrapper) -> None:
    """Let rows wait that are newer than the chain and do not: those from before the triggers.

    No worker seals meanwhile, which would queue again what it has just sealed: on PostgreSQL it waits for the table's
    lock, and on SQLite for the transaction, which is IMMEDIATE.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {WAITING} IN SHARE ROW EXCLUSIVE MODE")
        last = SealBlock.objects.using(connection.alias).order_by("-number").first()
        through = last.data.get("through", {}) if last else {}
        for table in sealed_logs():
            cursor.execute(
                f'INSERT INTO {WAITING} ("table", "row") SELECT %s, id FROM {table} WHERE id > %s AND id NOT IN '  # noqa: S608
                f'(SELECT "row" FROM {WAITING} WHERE "table" = %s) ORDER BY id',
                [table, through.get(table, 0), table],
            )
