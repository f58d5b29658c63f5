"""`manage.py backup FOLDER [--keep DAYS]`, and `manage.py backup --check FOLDER`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.backup.check_backup import check_backup
from foundation.backup.problem import BackupProblem
from foundation.backup.take_backup import take_backup
from foundation.deletion_ledger.ledger_file import is_beside_the_data
from foundation.infrastructure.object_store import StoreError


class Command(BaseCommand):
    help = "Backs up database and files while people write, or checks the newest backup by restoring it elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where the backups are; best on another machine")
        parser.add_argument("--keep", type=int, metavar="DAYS", help="delete backups that are older")
        parser.add_argument("--check", action="store_true", help="restore the newest to an empty place and compare")
        parser.add_argument("--at", default="", metavar="NAME", help="with --check: another one than the newest")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"].absolute()
        try:
            if options["check"]:
                self._check(folder, options["at"])
            else:
                self._take(folder, options["keep"])
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        except StoreError as error:
            raise CommandError(f"The files in the bucket: {error}") from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None

    def _take(self, folder: Path, keep: int | None) -> None:
        taken = take_backup(folder, keep_days=keep)
        manifest, size = taken.manifest, taken.manifest.total_size / 1e6
        self.stdout.write(
            f"{taken.path}: {manifest.total_rows} rows, "
            f"{len(manifest.files)} files ({taken.copied} new), {size:.1f} MB, {taken.seconds:.1f} seconds"
        )
        if taken.deleted:
            self.stdout.write(f"{taken.deleted} older backups deleted")
        if is_beside_the_data():
            self.stderr.write("The ledger of deletions is in the data directory. Set LAERINGSRUM_DELETION_LEDGER.")

    def _check(self, folder: Path, at: str) -> None:
        checked = check_backup(folder, chosen=at)
        for sentence in checked.wrong:
            self.stderr.write(sentence)
        if checked.wrong:
            raise CommandError(f"{checked.path.name} differs when it is restored: {len(checked.wrong)} findings")
        self.stdout.write(
            f"{checked.path.name} can be restored: {checked.rows} rows in {checked.tables} tables and {checked.files} "
            "files are as they were"
        )
