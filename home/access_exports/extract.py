"""What both extracts have in common: pages, tables with their description, what is left out, and the list of hashes."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text import danish_formats
from foundation.text.data_package import DESCRIPTION, Resource, ResourceField, describe, plain_value
from foundation.text.notation import Run
from foundation.text.spreadsheet import csv_lines
from meetings.exports.content.document import (
    Block,
    Document,
    Facts,
    Heading,
    Line,
    Listing,
    Paragraph,
    Table,
    plain_line,
)
from meetings.exports.content.issuer import issuer
from meetings.exports.html.make_html import html_blocks
from meetings.exports.package.zip_writer import HASHES, ZipWriter

if TYPE_CHECKING:
    from meetings.exports.models import Export

DATA, FILES, FIRST = "data", "filer", "laes-foerst.html"


@dataclass
class Extract:
    """A ZIP file that is being written. `with` closes it."""

    path: Path
    title: str
    kicker: str
    made_at: datetime
    #: What is left out, and why.
    left_out: list[tuple[str, str]] = field(default_factory=list)
    #: File and title of each page.
    pages: list[tuple[str, str]] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.archive = zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED)
        self.writer = ZipWriter(self.archive, self.made_at)
        self.issuer = issuer()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.close()

    def put_page(self, file: str, document: Document) -> None:
        self.pages.append((file, document.title))
        self.writer.put_blocks(file, (piece.encode() for piece in html_blocks(document)))

    def page(self, title: str, blocks: Iterable[Block], facts: Sequence[tuple[str, str]] = ()) -> Document:
        return Document(
            title=title, kicker=self.kicker, short_title=f"{title} · {self.kicker}", file_name="",
            facts=Facts(tuple(facts)), blocks=tuple(blocks), issuer=self.issuer, control_number="",
            made_at=self.made_at,
        )  # fmt: skip

    def put_table(
        self, name: str, title: str, columns: Sequence[ResourceField], rows: Iterable[Sequence[object]]
    ) -> int:
        """Write the rows as they come; return their number."""
        count = 0

        def lines() -> Iterator[list[object]]:
            nonlocal count
            yield [column.name for column in columns]
            for row in rows:
                count += 1
                yield [_in_csv(value) for value in row]

        path = f"{DATA}/{name}.csv"
        self.writer.put_blocks(path, csv_lines(lines()))
        self.resources.append(Resource(name, path, title, tuple(columns), count, self.writer.hashes[path]))
        return count

    def finish(self, facts: Sequence[tuple[str, str]], more: Iterable[Block] = ()) -> None:
        """Write the page to read first, the description of the data, and the hashes."""
        rows = tuple((plain_line(what), plain_line(why)) for what, why in self.left_out)
        self.put_table("udeladt", _("Left out"), (ResourceField("hvad"), ResourceField("hvorfor")), self.left_out)
        links: tuple[Line, ...] = tuple((Run(title, to=file),) for file, title in self.pages)
        tables = tuple(
            (plain_line(one.title), (Run(one.path, to=one.path),), plain_line(str(one.rows))) for one in self.resources
        )
        blocks: list[Block] = [
            Heading(_("To read")), Listing(links),
            Heading(_("What is left out, and why")),
            Table((_("What"), _("Why")), rows, (2, 3)),
            *more,
            Heading(_("The same as data")),
            Paragraph(plain_line(_(
                "Open them in a spreadsheet. %(description)s describes every column in an open "
                "format (Data Package), and "
                "%(hashes)s holds the control number (SHA-256) of every file."
            ) % {"description": DESCRIPTION, "hashes": HASHES})),
            Table((_("Table"), _("File"), _("Rows")), tables, (3, 3, 1)),
        ]  # fmt: skip
        self.put_page(FIRST, self.page(self.title, blocks, facts))
        described = describe(
            name="udtraek", title=f"{self.title} · {self.kicker}", created=self.made_at, resources=self.resources
        )
        self.writer.put(DESCRIPTION, described)
        self.writer.put_hashes()


def value_as_text(value: object) -> str:
    """Return a value as a page shows it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return danish_formats.moment(timezone.localtime(value))
    return danish_formats.format_date(value) if isinstance(value, date) else str(value)


def _in_csv(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else plain_value(timezone.localtime(value) if isinstance(value, datetime) else value)


def occasion_facts(export: "Export") -> list[tuple[str, str]]:
    """Return who had it made, when and why."""
    rows = [
        (_("Put together by"), str(export.requested_by)),
        (_("Put together"), danish_formats.moment(export.requested_at)),
        (_("Purpose"), export.purpose), (_("Case number"), export.case_number),
    ]  # fmt: skip
    return [(term, value) for term, value in rows if value]
