"""What the databases refuse, what happens at once, and what is deleted by age; on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.roles import Role
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal import triggers
from foundation.audit_seal import verify as verify_module
from foundation.audit_seal.delete_old_rows import delete_old_rows
from foundation.audit_seal.seal_block import SealBlock, WaitingRow, last_block
from foundation.audit_seal.seal_waiting import seal_waiting
from foundation.audit_seal.sealed_log import AppendOnlyError, SealedLog, sealed_logs
from foundation.audit_seal.triggers import make_triggers
from foundation.audit_seal.verify import verify
from media.view_log.entry import Circumstances, ViewLogEntry
from media.view_log.enums import ViewPlace
from media.view_log.record_view import record_view
from tests import factories
from tests.foundation.audit_seal.tampering import (
    BLOCKS,
    EVENTS,
    VIEWS,
    events,
    findings,
    sealed,
    tamper,
    triggers_dropped,
)


def view(person: Any, minutes_ago: int = 0) -> None:
    seen = Circumstances(Role.ADMINISTRATOR, None, 7, None, ViewPlace.MINUTES)
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    with mock.patch("django.utils.timezone.now", lambda: moment):
        record_view(viewed=person, person=person, seen=seen)


def fill() -> None:
    person = factories.user()
    view(person)
    sealed()


@pytest.mark.django_db
class TestRefused:
    @pytest.mark.parametrize(
        "statement",
        [
            f"UPDATE {EVENTS} SET action = 'x'", f"DELETE FROM {EVENTS}", f"UPDATE {VIEWS} SET role = 'x'",
            f"DELETE FROM {VIEWS}", f"UPDATE {BLOCKS} SET seal = 'x'", f"DELETE FROM {BLOCKS}",
        ],
    )  # fmt: skip
    def test_sql(self, statement: str) -> None:
        fill()
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert findings() == []

    @pytest.mark.parametrize("model", [AuditEvent, ViewLogEntry])
    def test_past_the_orm(self, model: type[SealedLog]) -> None:
        fill()
        for act in (QuerySet(model).delete, lambda: QuerySet(model).update(unit_id=1)):
            with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
                act()
        for act in (model.objects.all().delete, model.objects.first().save, SealBlock.objects.all().delete):
            with pytest.raises(AppendOnlyError):
                act()

    def test_truncate(self) -> None:
        if connection.vendor == "sqlite":
            return  # has no TRUNCATE
        fill()
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {EVENTS}")


@pytest.mark.django_db
class TestExpiry:
    def test_old_rows_go_and_leave_a_sealed_checkpoint(self) -> None:
        person = factories.user()
        view(person, 90), view(person, 60), view(person)
        seal_waiting()
        assert delete_old_rows(ViewLogEntry, before=timezone.now() - timedelta(minutes=30)) == 2
        assert ViewLogEntry.objects.count() == 1 and findings() == []
        block = last_block()
        assert block.kind == "expiry" and (block.data["table"], block.data["count"]) == (VIEWS, 2)
        left = ViewLogEntry.objects.get()
        tamper(f"DELETE FROM {VIEWS} WHERE id = {left.pk}")
        assert findings() == [("deleted", left.pk, VIEWS)], "a checkpoint excuses no other row"

    def test_a_forged_checkpoint_excuses_nothing(self) -> None:
        row = sealed()[0]
        delete_old_rows(AuditEvent, before=timezone.now() - timedelta(days=1))
        view(factories.user(), 60)
        seal_waiting()
        delete_old_rows(ViewLogEntry, before=timezone.now() - timedelta(minutes=30))
        number = last_block().number
        content = f'{{"table":"{EVENTS}","rows":[[1,99999]],"through":{{}}}}'
        tamper(f"DELETE FROM {EVENTS} WHERE id = {row.pk}",
               f"UPDATE {BLOCKS} SET content = '{content}' WHERE number = {number}")  # fmt: skip
        assert ("deleted", row.pk, EVENTS) in findings() and ("block_edited", number, "") in findings()

    def test_what_is_not_sealed_stays(self) -> None:
        view(factories.user(), 60)
        assert delete_old_rows(ViewLogEntry, before=timezone.now()) == 0
        seal_waiting()
        assert delete_old_rows(ViewLogEntry, before=timezone.now()) == 1

    def test_what_expires_while_the_log_is_verified_is_no_finding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        view(factories.user(), 60)
        view(factories.user())
        seal_waiting()
        read = verify_module._expired

        def read_before_rows_expire(*logs: Any) -> Any:
            found = read(*logs)
            delete_old_rows(ViewLogEntry, before=timezone.now() - timedelta(minutes=30))
            return found

        monkeypatch.setattr(verify_module, "_expired", read_before_rows_expire)
        assert findings() == [] and ViewLogEntry.objects.count() == 1
        left = ViewLogEntry.objects.get()
        tamper(f"DELETE FROM {VIEWS} WHERE id = {left.pk}")
        assert findings() == [("deleted", left.pk, VIEWS)]

    def test_after_an_expiry_deleting_is_refused_again(self) -> None:
        view(factories.user(), 60)
        seal_waiting()
        delete_old_rows(ViewLogEntry, before=timezone.now())
        view(factories.user())
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            QuerySet(ViewLogEntry).delete()


def together(*acts: Callable[[], object]) -> list[BaseException]:
    barrier, errors = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return errors


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_writers_and_sealers_leave_a_chain_with_each_row_once(self) -> None:
        person = factories.user()
        done = threading.Event()
        left = [4]

        def write() -> None:
            for number in range(40):
                with transaction.atomic():
                    audit.record("tried", person, by=person, number=number)
            left[0] -= 1
            if not left[0]:
                done.set()

        def seal() -> None:
            while not done.wait(0.01):
                seal_waiting()
            seal_waiting()

        assert together(*[write] * 4, *[seal] * 2) == []
        seal_waiting()
        found = verify(now=timezone.now())
        assert found.findings == [] and found.rows == AuditEvent.objects.count() == 160
        assert not WaitingRow.objects.exists() and SealBlock.objects.count() > 2

    def test_what_commits_late_is_sealed_later(self) -> None:
        if connection.vendor == "sqlite":
            return  # has one writer at a time, so nothing commits out of order
        person = factories.user()
        written, may_commit = threading.Event(), threading.Event()

        def slow() -> None:
            with transaction.atomic():
                audit.record("slow", person, by=person)
                written.set()
                assert may_commit.wait(60)

        def quick() -> None:
            assert written.wait(60)
            audit.record("quick", person, by=person)
            assert seal_waiting() == 1 and findings() == []
            may_commit.set()

        assert together(slow, quick) == []
        assert seal_waiting() == 1 and findings() == []
        slow_one, quick_one = AuditEvent.objects.order_by("pk")
        assert (slow_one.action, quick_one.action) == ("slow", "quick")

    def test_rows_that_no_trigger_saw_wait_after_the_next_migrate(self) -> None:
        sealed()
        with triggers_dropped():
            new = events(2)
            make_triggers("default")
            assert list(WaitingRow.objects.values_list("row", flat=True)) == [row.pk for row in new]

    def test_a_row_that_is_sealed_during_a_migration_is_not_queued_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The sealer begins when the migration has read the last block, and before it queues what no trigger saw."""
        sealed()
        events(2)
        sealers: list[threading.Thread] = []

        def logs_while_a_worker_seals() -> dict[str, type[SealedLog]]:
            if not sealers:
                sealers.append(threading.Thread(target=lambda: (seal_waiting(), connections.close_all())))
                sealers[0].start()
                sealers[0].join(timeout=1)
            return sealed_logs()

        monkeypatch.setattr(triggers, "sealed_logs", logs_while_a_worker_seals)
        triggers._queue_rows_before_triggers(connection)
        sealers[0].join(timeout=60)
        seal_waiting()
        assert findings() == [] and not WaitingRow.objects.exists()
