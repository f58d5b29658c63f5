"""Each way of changing the logs in the database is found and named."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.heads import head_line, read_heads
from foundation.audit_seal.keys import Key
from foundation.audit_seal.seal_block import BlockKind, SealBlock, append_block, last_block
from foundation.audit_seal.seal_waiting import problems, seal_waiting
from foundation.audit_seal.verify import verify
from tests.foundation.audit_seal.tampering import BLOCKS, EVENTS, events, findings, sealed, tamper, triggers_dropped

pytestmark = pytest.mark.django_db


def test_an_untouched_log_is_whole_and_every_row_is_listed_once() -> None:
    sealed(3), sealed(2)
    found = verify(now=timezone.now())
    assert found.findings == [] and found.rows == AuditEvent.objects.count() == 5
    assert [block.kind for block in SealBlock.objects.all()] == ["start", "rows", "rows"]


@pytest.mark.parametrize(
    "change",
    ["action = 'never'", "actor_id = NULL", "unit_id = 8", "object_id = '9'", "at = '2020-01-01 00:00:00+00:00'",
     "data = '{\"place\": 9}'", "stamp = ''"],
)  # fmt: skip
def test_an_edited_row_is_named(change: str) -> None:
    row = sealed()[1]
    tamper(f"UPDATE {EVENTS} SET {change} WHERE id = {row.pk}")
    assert findings() == [("edited", row.pk, EVENTS)]


def test_a_deleted_row_is_named() -> None:
    row = sealed()[1]
    tamper(f"DELETE FROM {EVENTS} WHERE id = {row.pk}")
    assert findings() == [("deleted", row.pk, EVENTS)]


COLUMNS = "at, actor_id, action, object_type, object_id, unit_id, data"


def insert(row: AuditEvent, pk: int, stamp: str) -> str:
    values = f"SELECT {pk}, {COLUMNS}, {stamp} FROM {EVENTS} WHERE id = {row.pk}"
    return f"INSERT INTO {EVENTS} (id, {COLUMNS}, stamp) {values}"


def test_an_inserted_row_is_named_whether_the_sealer_saw_it_or_not() -> None:
    row = sealed()[1]
    tamper(insert(row, row.pk + 90, "''"))
    assert findings() == [("inserted", row.pk + 90, EVENTS)]
    with connection.cursor() as cursor:
        cursor.execute(insert(row, row.pk + 91, "'" + "a" * 48 + "'"))  # with the trigger, which lets it wait
    assert seal_waiting() == 1
    assert findings() == [("inserted", row.pk + 91, EVENTS), ("inserted", row.pk + 90, EVENTS)]


def test_a_copy_of_a_real_row_is_named() -> None:
    row = sealed()[1]
    with connection.cursor() as cursor:
        cursor.execute(insert(row, row.pk + 90, "stamp"))
    seal_waiting()
    assert findings() == [("copied", row.pk + 90, EVENTS)]


def test_reordered_rows_are_named() -> None:
    first, second, _third = sealed()
    away = second.pk + 1000
    tamper(
        f"UPDATE {EVENTS} SET id = {away} WHERE id = {first.pk}",
        f"UPDATE {EVENTS} SET id = {first.pk} WHERE id = {second.pk}",
        f"UPDATE {EVENTS} SET id = {second.pk} WHERE id = {away}",
    )
    assert findings() == [("moved", first.pk, EVENTS), ("moved", second.pk, EVENTS)]


@pytest.mark.parametrize("change", ["content = '{}'", "content = 'x'", "sealed_at = '2020-01-01 00:00:00+00:00'"])
def test_an_edited_block_is_named(change: str) -> None:
    sealed()
    number = last_block().number
    tamper(f"UPDATE {BLOCKS} SET {change} WHERE number = {number}")
    assert ("block_edited", number, "") in findings()


def test_a_deleted_block_and_reordered_blocks_are_named() -> None:
    sealed(), sealed(), sealed()
    tamper(f"DELETE FROM {BLOCKS} WHERE number = 2")
    assert ("block_missing", 2, "") in findings()
    tamper(f"UPDATE {BLOCKS} SET number = 2 WHERE number = 4")
    assert ("block_edited", 2, "") in findings() and ("block_moved", 3, "") in findings()


def test_a_chain_cut_off_with_its_rows_is_found_by_the_heads_that_went_out() -> None:
    sealed()
    number = last_block().number
    kept = head_line(last_block(), "2026-10-01")
    gone = sealed()
    heads = read_heads(f"Fra: Læringsrum\n> {kept}\n{head_line(last_block(), '2026-10-02')}\n")
    assert findings(heads=heads) == []
    pks = ", ".join(str(row.pk) for row in gone)
    tamper(f"DELETE FROM {BLOCKS} WHERE number > {number}", f"DELETE FROM {EVENTS} WHERE id IN ({pks})")
    assert findings() == [], "that is what the heads are for"
    assert findings(heads=heads) == [("truncated", number + 1, "")]


def test_a_chain_that_was_sealed_anew_has_another_head() -> None:
    sealed()
    heads = read_heads(head_line(last_block(), "2026-10-01"))
    with connection.cursor() as cursor:
        tamper(f"DELETE FROM {BLOCKS}")
        cursor.execute(f'INSERT INTO foundation_waitingrow ("table", "row") SELECT \'{EVENTS}\', id FROM {EVENTS}')
    seal_waiting()
    assert ("other_head", 2, "") in findings(heads=heads)


def test_a_chain_sealed_with_another_key_is_found(settings: Any) -> None:
    settings.AUDIT_KEYS = ["a" * 50]
    sealed()
    settings.AUDIT_KEYS = ["b" * 50]
    assert [what for what, _row, _log in findings()] == ["unknown_key"]
    assert "sealed with another key" in problems()[0]
    late = events(1)[0]
    assert seal_waiting() == 0, "nothing is sealed with a key the chain does not name"
    settings.AUDIT_KEYS = ["a" * 50]
    seal_waiting()
    assert findings() == [("inserted", late.pk, EVENTS)], "what was written under the other key is told apart"


def test_a_key_is_changed_with_a_block_that_says_so(settings: Any) -> None:
    settings.AUDIT_KEYS = ["a" * 50]
    sealed()
    waiting = events(1)
    settings.AUDIT_KEYS = ["b" * 50, "a" * 50]
    assert problems() == [] and seal_waiting() == len(waiting)
    sealed()
    assert findings() == []
    assert [block.kind for block in SealBlock.objects.all()] == ["start", "rows", "key", "rows", "rows"]
    settings.AUDIT_KEYS = ["c" * 50, "b" * 50, "a" * 50]
    tamper(f"DELETE FROM {BLOCKS} WHERE kind = 'key'")
    assert ("block_missing", 3, "") in findings()


def test_a_known_key_without_a_block_that_names_it_is_a_swapped_key(settings: Any) -> None:
    settings.AUDIT_KEYS = ["a" * 50, "b" * 50]
    sealed()
    append_block(last_block(), BlockKind.ROWS, Key(b"b" * 50), {"rows": {}})
    assert findings() == [("swapped_key", 3, "")]


def test_rows_that_waited_for_a_minute_are_reported() -> None:
    seal_waiting()
    row = events(1)[0]
    assert verify(now=timezone.now()).findings == []
    late = verify(now=timezone.now() + timedelta(seconds=61)).findings
    assert [(finding.what, finding.row) for finding in late] == [("unsealed", row.pk)]


def test_a_row_that_vanished_before_it_was_sealed_is_named() -> None:
    sealed()
    row = events(1)[0]
    with triggers_dropped(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {EVENTS} WHERE id = {row.pk}")
        seal_waiting()
    assert findings() == [("deleted", row.pk, EVENTS)]


def test_the_command_says_in_danish_what_is_wrong_and_exits_with_1(tmp_path: Path) -> None:
    row = sealed()[1]
    head = tmp_path / "hoved.eml"
    head.write_text(head_line(last_block(), "2026-10-01"))
    said = StringIO()
    call_command("verify_audit", "--head", str(head), stdout=said)
    assert "Loggen er hel" in said.getvalue()
    tamper(f"UPDATE {EVENTS} SET action = 'x' WHERE id = {row.pk}")
    said = StringIO()
    with pytest.raises(CommandError, match="Loggen er ikke hel"):
        call_command("verify_audit", "--json", stdout=said)
    assert f"Række {row.pk} (hændelseslog) er ændret" in said.getvalue()
    with pytest.raises(CommandError, match="hoved"):
        call_command("verify_audit", "--head", __file__, stdout=StringIO())


def test_sealing_takes_as_many_statements_however_many_rows_have_no_stamp() -> None:
    row, *_others = sealed()

    def statements(number: int) -> int:
        pks = range(AuditEvent.objects.latest("pk").pk + 1, AuditEvent.objects.latest("pk").pk + 1 + number)
        with connection.cursor() as cursor:
            for pk in pks:
                cursor.execute(insert(row, pk, "''"))
        with CaptureQueriesContext(connection) as queries:
            assert seal_waiting() == number
        return len(queries)

    assert statements(1) == statements(9)


def test_recording_takes_one_statement_and_verifying_as_many_however_long_the_rows() -> None:
    person = events(1)[0].actor
    with CaptureQueriesContext(connection) as queries:
        audit.record("tried", person, by=person)
    assert len(queries) == 1
    sealed(3)
    with CaptureQueriesContext(connection) as few:
        verify(now=timezone.now())
    sealed(300)
    with CaptureQueriesContext(connection) as many:
        verify(now=timezone.now())
    assert len(many) - len(few) <= 2, "one more block, and not one for each row"
