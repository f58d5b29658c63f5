"""`manage.py export_installation FOLDER`, and `… FOLDER --check`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from home.installation_export.export_installation import export_installation, problems_of


class Command(BaseCommand):
    help = (
        "Writes everything of the installation into an empty folder, in open formats: tables as JSON lines with "
        "their description (Data Package), pages as HTML, all files with their hashes, and the log with its heads. "
        "Nothing is encrypted: keep the folder as carefully as the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--check", action="store_true", help="check a folder that was exported, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits 1 when the folder can't be written to, or when the check finds something."""
        folder: Path = options["folder"]
        if not options["check"]:
            try:
                with translation.override(settings.LANGUAGE_CODE):
                    done = export_installation(folder, say=self.stdout.write if options["verbosity"] > 1 else _nothing)
            except OSError as error:
                raise CommandError(f"{folder} can't be written to: {error.strerror}. It is not complete.") from error
            self.stdout.write(
                f"{done.rows} rows of {done.tables} tables, {done.pages} pages and {done.files} files in {folder}"
            )
            for path in done.missing:
                self.stderr.write(f"missing in the store: {path}")
        problems = problems_of(folder)
        if problems:
            raise CommandError("\n".join(problems[:50]))
        self.stdout.write("All hashes and counts are right.")


def _nothing(_line: str) -> None:
    pass
