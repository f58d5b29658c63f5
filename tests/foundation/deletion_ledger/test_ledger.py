"""The ledger has every act that was committed, and none that was not."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from foundation import audit
from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.add_entry import add_ledger_entry, write_waiting
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.deletion_ledger.ledger_file import LedgerLine
from tests import factories


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DELETION_LEDGER = [str(tmp_path / "ledger")]
    return tmp_path / "ledger"


def written(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for path in folder.glob("*.jsonl") for text in path.read_text().splitlines()]


def line(act: str, number: int = 1, **data: Any) -> LedgerLine:
    return LedgerLine(timezone.now(), act, "media.MediaItem", str(number), data)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_in_the_ledger_when_it_is_committed_and_not_when_it_is_rolled_back(folder: Path) -> None:
    person = factories.user()
    with transaction.atomic():
        audit.record("person.closed", person, by=person)
        audit.record("person.closed", person, by=person)
        assert not written(folder)
    assert [(one["act"], one["id"]) for one in written(folder)] == [("person.closed", str(person.pk))] * 2
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add_ledger_entry("person.closed", person)
        raise ZeroDivisionError
    assert len(written(folder)) == 2 and not LedgerEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_other_acts_are_not_in_it_and_names_never(folder: Path) -> None:
    person = factories.user(name="Karen Blå")
    audit.record("person.opened", person, by=person)
    audit.record("role.ended", person, by=person, role="agreement_holder")
    assert [one["act"] for one in written(folder)] == ["role.ended"]
    assert "Karen" not in str(written(folder)) and person.email not in str(written(folder))


@pytest.mark.django_db(transaction=True)
def test_an_act_waits_when_the_ledger_cannot_be_written(folder: Path) -> None:
    folder.write_text("a file in its place")
    person = factories.user()
    add_ledger_entry("person.closed", person)  # no error for the person
    assert LedgerEntry.objects.count() == 1
    with pytest.raises(OSError):
        write_waiting()
    folder.unlink()
    assert write_waiting() == 1
    assert len(written(folder)) == 1 and not LedgerEntry.objects.exists()


def test_half_a_line_of_a_killed_process_harms_no_other(folder: Path) -> None:
    ledger_file.append([line("backup", 7)])
    (path,) = folder.glob("*.jsonl")
    with path.open("a") as file:
        file.write('{"at":"2026-10-01T10:00:00+00:00","act":"del')
    ledger_file.append([line("deleted")])
    assert [one.act for one in ledger_file.lines_since("backup", "7") or []] == ["deleted"]


def test_what_follows_a_backup_is_found_in_the_files_of_all_machines(folder: Path) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    ledger_file.append([LedgerLine(long_ago, "deleted", "media.MediaItem", "1"), line("backup", 7)])
    # Its transaction began before the backup and was committed after it.
    ledger_file.append([LedgerLine(long_ago, "deleted", "media.MediaItem", "2"), line("deleted", 3)])
    other = [LedgerLine(long_ago, "deleted", "media.MediaItem", "4"), line("deleted", 5)]
    (folder / "other.jsonl").write_text("".join(f"{one.as_json()}\n" for one in other))
    assert [one.object_id for one in ledger_file.lines_since("backup", "7") or []] == ["2", "3", "5"]
    assert ledger_file.lines_since("backup", "8") is None


def test_every_folder_has_it(tmp_path: Path, settings: Any) -> None:
    settings.DELETION_LEDGER = [str(tmp_path / "one"), str(tmp_path / "two")]
    ledger_file.append([line("backup", 7), line("deleted")])
    assert written(tmp_path / "one") == written(tmp_path / "two") != []
    assert len(ledger_file.lines_since("backup", "7") or []) == 1
