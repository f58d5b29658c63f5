"""`manage.py restore FOLDER [--at NAME] [--replace] [--without-ledger]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from foundation.backup import unfinished_restore
from foundation.backup.problem import BackupProblem
from foundation.backup.restore_backup import restore_backup
from foundation.infrastructure.object_store import StoreError


class Command(BaseCommand):
    help = "Restores the newest backup, and does again what was deleted, objected to or withdrawn since."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--at", default="", metavar="NAME", help="another one than the newest")
        parser.add_argument("--replace", action="store_true", help="replace what is in this installation; asks first")
        parser.add_argument("--without-ledger", action="store_true", help="the ledger of deletions is lost")
        parser.add_argument("--no-input", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replace"] and not options["no_input"]:
            answer = input("Everything that is in this installation's database and files now is replaced. Say yes: ")
            if answer.strip().lower() not in {"yes", "ja"}:
                raise CommandError("Nothing was changed.")
        folder = options["folder"].absolute()
        try:
            result = restore_backup(
                folder, chosen=options["at"], replace=options["replace"],
                without_ledger=options["without_ledger"], report=self.stdout.write,
            )  # fmt: skip
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        except StoreError as error:
            raise CommandError(f"The files in the bucket: {error}") from None
        except DatabaseError as error:
            raise CommandError(_about(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from None
        for sentence in result.wrong:
            self.stderr.write(sentence)
        if result.wrong:
            raise CommandError(f"Restored, but with problems: {len(result.wrong)} findings")
        self.stdout.write("Everything is as it was in the backup, except what was deleted, hidden or withdrawn since.")


def _about(error: DatabaseError) -> str:
    """Its first line, as the next ones may quote values of a row, and what to do."""
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    if unfinished_restore.problems():
        return (
            f"The database: {said}. The restore has not ended, so nothing starts; the backup is as it was. Put that "
            "right, and run the same again with --replace."
        )
    return f"The database: {said}. Nothing was changed."
