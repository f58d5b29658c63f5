"""The ledger in the bucket: what two machines write is read in the order of each; no backup or restore touches it."""

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from foundation.backup.stored_files import all_files
from foundation.deletion_ledger import in_bucket, ledger_file
from foundation.deletion_ledger.add_entry import add_ledger_entry, write_waiting
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.deletion_ledger.ledger_file import BACKUP, LedgerLine
from foundation.infrastructure.object_store import StoreError
from tests import factories
from tests.bucket import bucket, clock, needs_store, store

__all__ = ["bucket", "clock", "store"]
pytestmark = [needs_store, pytest.mark.usefixtures("bucket")]


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path, bucket: Path) -> Path:
    settings.DELETION_LEDGER, settings.DATA_DIR = [], tmp_path
    return tmp_path


@pytest.fixture
def on_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda name: monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(nodename=name))


def write(*acts: str) -> None:
    ledger_file.append(LedgerLine(timezone.now(), act, "", act) for act in acts)


def test_what_two_machines_write_since_a_backup_is_read(on_machine: Callable[[str], None], data: Path) -> None:
    on_machine("one")
    write("before")
    write(BACKUP)
    on_machine("two")
    write("there", "there too")
    on_machine("one")
    write("here")
    lines = ledger_file.lines_since(BACKUP, BACKUP)
    assert lines is not None
    assert [line.act for line in lines] == ["there", "there too", "here"]
    assert ledger_file.count_of("there") == 1
    assert ledger_file.lines_since(BACKUP, "another") is None
    assert not list(data.iterdir()) and not ledger_file.is_beside_the_data()


def test_the_ledger_in_a_bucket_is_no_file_of_the_installation() -> None:
    write("gone")
    default_storage.save("images/a.jpg", ContentFile(b"x"))
    assert [file.name for file in all_files()] == ["images/a.jpg"]


def test_what_was_written_before_there_was_a_bucket_is_read(settings: Any) -> None:
    bucket_name, settings.S3_BUCKET = settings.S3_BUCKET, ""
    write(BACKUP, "on the disk")
    settings.S3_BUCKET = bucket_name
    write("in the bucket")
    lines = ledger_file.lines_since(BACKUP, BACKUP)
    assert lines is not None and [line.act for line in lines] == ["on the disk", "in the bucket"]


@pytest.mark.parametrize(("named", "places"), [(["{}/ledger"], 1), (["{}/ledger", "bucket"], 2), (["bucket"], 1)])
def test_the_settings_name_folders_the_bucket_or_both(
    named: list[str], places: int, settings: Any, data: Path, bucket: Path
) -> None:
    settings.DELETION_LEDGER = [name.format(data) for name in named]
    write("gone")
    assert len(ledger_file.places()) == places
    assert (data / "ledger").exists() == (named != ["bucket"])
    assert bool(in_bucket.texts()) == ("bucket" in named)
    assert ledger_file.count_of("gone") == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_waits_while_the_bucket_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*words: Any) -> None:
        raise StoreError("the store does not answer")

    person = factories.user()
    with monkeypatch.context() as patch:
        patch.setattr(in_bucket, "with_retries", silent)
        add_ledger_entry("person.closed", person)
        assert LedgerEntry.objects.count() == 1
    assert write_waiting() == 1
    assert ledger_file.count_of("person.closed") == 1
