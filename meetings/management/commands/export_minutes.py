"""`manage.py export_minutes UNIT SCHOOL-YEAR --to FOLDER [--parts …]`: approved minutes as PDF, Word and package."""

import hashlib
import json
import os
import re
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text.json_object import JsonObject
from meetings.exports.content.minutes import MinutesSource, chosen_parts, minutes_document
from meetings.exports.enums import USUAL_PARTS, Format, MinutesPart
from meetings.exports.making.record_export import record_export
from meetings.exports.making.sources import record_of
from meetings.exports.package.make_package import make_package
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.exports.word.make_word import make_word
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units.pages import UnitPage

YEAR = re.compile(r"\A(\d{4})(?:[/-]\d{4})?\Z")


class Command(BaseCommand):
    help = "Writes approved minutes as PDF, Word document and package into a folder, and prints their hashes as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit", metavar="UNIT", help="the last part of the unit's address: skovskolen")
        parser.add_argument("school_year", metavar="SCHOOL-YEAR", help="2026/2027")
        parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="made if it is not there")
        parser.add_argument(
            "--parts", nargs="*", metavar="PART", default=None, choices=MinutesPart.values,
            help=f"beside the text; without it all but pictures of people: {', '.join(MinutesPart.values)}",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Write three files and print where they are. Exits 1 with a sentence when nothing is approved."""
        minutes = _minutes(options["unit"], options["school_year"])
        parts = USUAL_PARTS if options["parts"] is None else chosen_parts(options["parts"])
        source = MinutesSource(record_of(minutes), parts, reader=None)
        folder: Path = options["to"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as temporary:
                made = _made(source, Path(temporary), folder)
        except OSError as error:
            raise CommandError(
                _("The folder “%(path)s” can't be written to: %(why)s.") % {"path": folder, "why": error.strerror}
            ) from None
        self.stdout.write(json.dumps(made, ensure_ascii=False, indent=2))


def _minutes(slug: str, school_year: str) -> MinutesPage:
    year = YEAR.match(school_year)
    units = UnitPage.objects.filter(slug=slug)
    if year is None or not units.exists():
        raise CommandError(_("There is no unit “%(unit)s”, or “%(year)s” is no school year (2026/2027).")
                           % {"unit": slug, "year": school_year})  # fmt: skip
    found = MinutesPage.objects.filter(unit__in=units, meeting__slug=year[1], state=MinutesState.APPROVED)
    rows = list(found.select_related("unit", "meeting"))
    if len(rows) != 1:
        raise CommandError(
            _("No minutes of %(unit)s are approved for %(year)s, so there is nothing to export.")
            % {"unit": slug, "year": school_year}
        )
    return rows[0]


def _made(source: MinutesSource, temporary: Path, folder: Path) -> dict[str, dict[str, object]]:
    """Make all three, then move them into `folder`, so that a failure leaves none of them there."""
    now = timezone.now()
    document = minutes_document(source, made_at=now)
    names = {"pdf": Format.PDF, "docx": Format.WORD, "package": Format.PACKAGE}
    paths = {name: temporary / f"{document.file_name}.{format}" for name, format in names.items()}
    paths["pdf"].write_bytes(make_pdf(document).files[0])
    paths["docx"].write_bytes(make_word(document))
    package = make_package(source, paths["package"], made_at=now)
    found: dict[str, JsonObject] = {}
    for name, path in paths.items():
        path.chmod(0o600)
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        target = folder.resolve() / path.name
        os.replace(path, target)
        found[name] = {"path": str(target), "sha256": digest, "bytes": target.stat().st_size}
    record_export(source.record.minutes, package.held, reference=f"zip {found['package']['sha256'][:16]}", by=None)
    return found
