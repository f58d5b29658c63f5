"""`manage.py import_template FILE --school-year 2026/2027 [--json]`: import a document as a draft template."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation.errors import Refusal
from home.page_tree import ensure_page_tree
from meetings.template.document.import_document import DraftExists, import_document
from meetings.template.document.preview import TemplatePreview, preview_of
from meetings.template.document.redact_names import redact_names
from meetings.template.importing import ParsedTemplate, parse_document, read_document, to_json
from meetings.template.importing.lines import TextLine
from meetings.template.importing.read_document import MAX_BYTES
from meetings.template.importing.refusals import DocumentTooLarge
from meetings.template.importing.report import Meaning
from meetings.template.pages import TemplatePage
from meetings.template.school_years import require_school_year


class Command(BaseCommand):
    help = "Makes a draft template from a Word (.docx, .dotx) or Markdown (.md) document and says what was recognised."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--school-year", required=True, help="as 2026/2027")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--replace-draft", action="store_true", help="write over an unpublished template of the year"
        )
        parser.add_argument("--without-names", action="store_true", help="take the names of persons out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits 1 with a message on standard error, and creates nothing, when the document or the year is refused."""
        school_year: str = options["school_year"]
        try:
            require_school_year(school_year)
            lines = _lines(options["file"])
            read = parse_document(lines)
            preview = preview_of(read, school_year=school_year)
            names = [one["name"] for one in preview.names] if options["without_names"] else []
            parsed = parse_document(redact_names(lines, names)) if names else read
            ensure_page_tree()
            page = import_document(
                parsed=parsed, school_year=school_year, by=None, replace_draft=options["replace_draft"]
            )
        except DraftExists as refusal:
            hint = _("With --replace-draft the draft is written over; its earlier versions stay in the history.")
            raise CommandError(f"{refusal.message} {hint}") from None
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        if options["json"]:
            found = {"page": page.pk, **to_json(parsed), "persons": [one["name"] for one in preview.names]}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._say(page, parsed, preview)

    def _say(self, page: TemplatePage, parsed: ParsedTemplate, preview: TemplatePreview) -> None:
        """Print what was recognised, with the same texts as the preview page."""
        self.stdout.write(
            _("The draft “%(title)s” for %(year)s is made (page %(number)s).")
            % {"title": page.title, "year": page.school_year, "number": page.pk}
        )
        for fact in preview.facts:
            value = fact["value"].replace("\n", "\n    ")
            self.stdout.write(f"  {fact['term']}:\n    {value}")
        for budget in preview.budgets:
            self.stdout.write(f"  {budget.kind.label}: {budget.text}")
        if parsed.kept_as_text:
            self.stdout.write("  " + _("Not recognised, and kept as text where it was:"))
            for kept in parsed.kept_as_text:
                self.stdout.write(f"    {kept.where}: {kept.text}" if kept.where else f"    {kept.text}")
        for one in preview.left_out:
            self.stdout.write(f"  {one['why']}: {one['text']}")
        for title in preview.doubts:
            self.stdout.write(f"  {Meaning.DOUBTFUL_TIME.label}: {title}")
        if preview.names:
            names = ", ".join(one["name"] for one in preview.names)
            self.stdout.write("  " + _("Names of persons in the document: %(names)s.") % {"names": names})
        if preview.old_years:
            years = ", ".join(preview.old_years)
            self.stdout.write(
                "  "
                + _("The document speaks of other school years: %(years)s. Correct them in the draft.")
                % {"years": years}
            )


def _lines(path: Path) -> list[TextLine]:
    """The lines of the document. Raises CommandError for a file that cannot be opened, DocumentRefused for a file that
    is no document."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise CommandError(_("The file “%(path)s” does not exist.") % {"path": path}) from None
    except OSError:
        raise CommandError(_("The file “%(path)s” cannot be read.") % {"path": path}) from None
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge
    return read_document(data, path.name)
