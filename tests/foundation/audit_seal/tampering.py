"""Change the logs as somebody with the database's password would: triggers dropped, in SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.seal_block import SealBlock
from foundation.audit_seal.seal_waiting import seal_waiting
from foundation.audit_seal.sealed_log import sealed_logs
from foundation.audit_seal.triggers import make_triggers
from foundation.audit_seal.verify import verify
from media.view_log.entry import ViewLogEntry
from tests import factories

EVENTS, VIEWS, BLOCKS = AuditEvent._meta.db_table, ViewLogEntry._meta.db_table, SealBlock._meta.db_table


@contextmanager
def triggers_dropped() -> Iterator[None]:
    tables = [*sealed_logs(), BLOCKS]
    with connection.cursor() as cursor:
        for table in tables:
            names = ("waits", "no_update", "no_delete", "no_change", "no_truncate")
            for name in names if connection.vendor == "sqlite" else [name for name in names if name[3:] != "update"]:
                where = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{where}")
    yield
    with connection.cursor() as cursor:  # not make_triggers alone, which lets rows wait that no trigger saw
        cursor.execute("DELETE FROM foundation_waitingrow")
        make_triggers(connection.alias)
        cursor.execute("DELETE FROM foundation_waitingrow")


def tamper(*statements: str) -> None:
    with triggers_dropped(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def events(number: int) -> list[AuditEvent]:
    person = factories.user()
    data = {"z": 1, "a": {"æ": None, "2": [True, "…"], "10": 0}}
    return [audit.record("tried", person, by=person, unit_id=7, place=place, b=data) for place in range(number)]


def sealed(number: int = 3) -> list[AuditEvent]:
    """So many sealed events in one block, after whatever was there."""
    found = events(number)
    seal_waiting()
    return found


def findings(**heads: Any) -> list[tuple[str, int, str]]:
    return [(finding.what.value, finding.row, finding.log) for finding in verify(now=timezone.now(), **heads).findings]
