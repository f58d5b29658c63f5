"""`manage.py read_figures FILE [--sheet NAME] [--json]`: print what the preview shows of a file with figures."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.errors import Refusal
from foundation.text.json_object import JsonObject
from meetings.figures.parsing.source import read_upload
from meetings.figures.reading_report import reading_report


class Command(BaseCommand):
    help = "Says what is read of a file with figures (CSV, XLSX, ODS). Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--sheet", default="", metavar="NAME", help="read this sheet of a workbook")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report. Exits 1 with a message on standard error when the file can't be read."""
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                report = reading_report(read_upload(File(file, name=path.name)), options["sheet"])
        except OSError:
            raise CommandError(_("The file “%(path)s” cannot be read.") % {"path": path}) from None
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self._say(report)

    def _say(self, report: JsonObject) -> None:
        for sheet in report["sheets"]:
            if sheet["is_read"] and sheet["name"]:
                self.stdout.write(sheet["name"])
        self.stdout.write(" | ".join(report["header"]))
        for row in report["rows"]:
            self.stdout.write(" | ".join([row["label"], *map(_cell, row["cells"])]))
        for line in (*report["problems"], *report["notices"]):
            self.stdout.write(f"- {line}")


def _cell(cell: dict[str, object]) -> str:
    if cell["value"] is not None:
        return str(cell["value"]).replace(".", ",")
    return f"{cell['state']} ({cell['text']})"
