"""A restore that fails or is killed harms nothing, or keeps everything from starting until it has ended."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from foundation.backup import unfinished_restore
from foundation.backup.engine import engine
from foundation.backup.problem import BackupProblem
from foundation.backup.restore_backup import SEQUENCE_GAP, restore_backup
from foundation.backup.take_backup import take_backup
from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.infrastructure.startup_checks import require_ready
from tests import factories

pytestmark = [pytest.mark.sqlite_file, pytest.mark.django_db(transaction=True)]
User = get_user_model()


def fail() -> str:
    raise ZeroDivisionError


def fail_to_load(chunks: Any) -> None:
    assert unfinished_restore.problems()  # the mark is there before the database is replaced
    raise BackupProblem("The disk is full.")


def test_nothing_starts_until_an_interrupted_restore_has_ended(folder: Path, settings: Any) -> None:
    functions, settings.AFTER_RESTORE = settings.AFTER_RESTORE, [f"{__name__}.fail"]
    with pytest.raises(ZeroDivisionError):
        restore_backup(folder, replace=True)
    with pytest.raises(ImproperlyConfigured, match=r"manage\.py restore FOLDER --replace"):
        require_ready()
    with pytest.raises(BackupProblem, match="restore was interrupted"):
        take_backup(folder)
    settings.AFTER_RESTORE = functions
    restore_backup(folder, replace=True)
    require_ready()


def test_an_error_of_the_database_is_a_sentence_that_quotes_no_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(gap: int) -> None:
        raise OperationalError("the disk is full\nDETAIL: Key (email)=(anna@kommunen.example)")

    monkeypatch.setattr(engine(), "skip_keys", fail)
    again = "the disk is full. The restore has not ended, .*--replace"
    with pytest.raises(CommandError, match=again) as raised:
        call_command("restore", folder, replace=True, no_input=True)
    assert "anna@" not in str(raised.value) and raised.value.returncode
    monkeypatch.undo()
    call_command("restore", folder, replace=True, no_input=True)
    require_ready()


def test_files_that_the_backup_lacks_stay_until_the_database_is_restored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save("images/c/full.jpg", ContentFile(b"of a row that is still there"))
    monkeypatch.setattr(engine(), "load", fail_to_load)
    with pytest.raises(BackupProblem, match="disk is full"):
        restore_backup(folder, replace=True)
    assert default_storage.exists("images/c/full.jpg")
    monkeypatch.undo()
    restore_backup(folder, replace=True)
    assert not default_storage.exists("images/c/full.jpg")


def test_acts_that_only_waited_in_the_replaced_database_are_carried_out(folder: Path) -> None:
    person = User.objects.get()
    LedgerEntry.objects.create(act="person.closed", object_type="accounts.User", object_id=str(person.pk))
    result = restore_backup(folder, replace=True)
    assert result.carried_out.done["person.closed"] == 1 and not User.objects.get().is_active


def test_a_database_that_cannot_be_read_is_replaced(folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE foundation_ledgerentry")
    assert restore_backup(folder, replace=True).wrong == []
    assert LedgerEntry.objects.count() == 0


def test_nothing_is_replaced_when_the_ledger_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = factories.user()

    def refuse(lines: Any) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(ledger_file, "append", refuse)
    with pytest.raises(BackupProblem, match=r"cannot be written: Read-only file system\. Nothing was changed"):
        restore_backup(folder, replace=True)
    assert User.objects.filter(pk=later.pk).exists() and not unfinished_restore.problems()


def test_no_key_is_used_twice_when_a_backup_is_restored_twice(folder: Path) -> None:
    restore_backup(folder, replace=True)
    first = factories.user().pk
    restore_backup(folder, replace=True)
    assert factories.user().pk >= first + SEQUENCE_GAP
