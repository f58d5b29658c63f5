"""A paper as the content of a document (meetings/exports/content/document.py)."""

import hashlib
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text import danish_formats
from home.data_protection.paper import Paper, PaperPart
from meetings.exports.content.document import Block, Document, Facts, Heading, Listing, Paragraph, Table, plain_line
from meetings.exports.content.issuer import issuer
from meetings.exports.content.texts import cell, file_name, quiet
from meetings.minutes.reading import short_hash


def paper_document(paper: Paper, *, made_at: datetime) -> Document:
    """Return the paper with the numbers of its tests, and these at the end."""
    blocks: list[Block] = [Paragraph(plain_line(paper.lead))]
    for part in paper.parts:
        blocks += _part(paper, part)
    blocks += [
        Heading(_("Tests")),
        quiet(_("The numbers name tests of what the sentence says.")),
        Listing(tuple(plain_line(f"tests/{test}") for test in paper.tests), is_numbered=True),
    ]
    name = issuer()
    return Document(
        title=paper.title,
        kicker=name.name,
        short_title=f"{paper.title} · {name.name}",
        file_name=file_name(paper.key, str(timezone.localdate(made_at))),
        facts=Facts(((_("Written by the system"), danish_formats.format_date(made_at)),)),
        blocks=tuple(blocks),
        issuer=name,
        control_number=short_hash(hashlib.sha256(repr(blocks).encode()).hexdigest()),
        made_at=made_at,
    )


def _part(paper: Paper, part: PaperPart) -> list[Block]:
    blocks: list[Block] = [Heading(part.title)]
    if part.statements:
        lines = tuple(plain_line(f"{one.text} {_numbers(paper, one.tests)}".strip()) for one in part.statements)
        blocks.append(Listing(lines))
    if part.rows:
        rows = tuple((*(cell(text) for text in row.cells), cell(_numbers(paper, row.tests))) for row in part.rows)
        blocks.append(Table((*part.header, _("Test")), rows, (*(3 for _column in part.header), 1)))
    if part.open_points:
        blocks += [Heading(_("For you to fill in"), level=2), Listing(tuple(map(plain_line, part.open_points)))]
    return blocks


def _numbers(paper: Paper, tests: tuple[str, ...]) -> str:
    return f"[{', '.join(map(str, paper.numbers(tests)))}]" if tests else ""
