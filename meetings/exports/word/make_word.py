"""Make a Word document of a document's content."""

import io
from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import gettext as _
from docx import Document as new_word_document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from PIL import Image

from meetings.exports.content.document import (
    Block,
    ChartDrawing,
    Document,
    Facts,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Table,
    plain_line,
)
from meetings.exports.content.readable import never_empty, readable
from meetings.exports.pdf.draw_charts import draw_charts
from meetings.exports.word import parts, styles

TEXT_WIDTH = 162  # millimetres between the margins
MAX_IMAGE_HEIGHT = 85


def make_word(document: Document) -> bytes:
    """Make the document as .docx. The language is Danish; the title of the file is that of the document."""
    document = readable(document)
    word = new_word_document()
    styles.prepare_styles(word, colour=document.issuer.colour)
    parts.set_page(word, document)
    _set_properties(word, document)
    if document.issuer.logo:
        put_picture(word.add_paragraph(), document.issuer.logo, _("The municipality's logo"), height=Mm(11))
    word.add_paragraph(document.issuer.name, style="Header")
    word.add_paragraph(document.kicker, style="Subtitle")
    word.add_paragraph(document.title, style="Title")
    Writer(word, document).write()
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_properties(word: WordDocument, document: Document) -> None:
    known = word.core_properties
    known.title, known.author, known.language = document.title, document.issuer.name, "da-DK"
    known.subject, known.keywords, known.comments = document.short_title, document.control_number, ""
    known.created = known.modified = document.made_at.astimezone(UTC).replace(tzinfo=None)
    known.last_modified_by = document.issuer.name


class Writer:
    """Writes the blocks of a document, one after the other."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self.word, self.document = word, document
        drawings = [block.svg for block in document.blocks if isinstance(block, ChartDrawing)]
        self.drawn: Iterator[bytes] = iter(draw_charts(drawings, made_at=document.made_at))

    def write(self) -> None:
        if self.document.facts.rows:
            self.facts(self.document.facts)
        for block in self.document.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                number = f"{block.number}. " if block.number is not None else ""
                parts.put_text(self.word.add_heading(level=block.level), f"{number}{block.text}")
            case Paragraph():
                self.line(block.line, "Quiet" if block.quiet else "Normal")
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Facts():
                self.facts(block)
            case ChartDrawing():
                self.figure(block)
            case Picture():
                self.picture(block)

    def line(self, line: Line, style: str) -> WordParagraph:
        paragraph = self.word.add_paragraph(style=style)
        parts.put_line(paragraph, line)
        return paragraph

    def listing(self, block: Listing) -> None:
        """Bullets, or numbers that begin anew: Word goes on counting where two lists share their numbering."""
        style = "List Number" if block.is_numbered else "List Bullet"
        numbering = parts.new_numbering(self.word) if block.is_numbered else None
        for item in block.items:
            paragraph = self.line(item, style)
            if numbering is not None:
                parts.number_by(paragraph, numbering)

    def table(self, block: Table) -> None:
        if block.caption:
            parts.put_text(self.word.add_paragraph(style="Caption"), block.caption)
        grid = self.word.add_table(rows=1, cols=len(block.header), style="Table Grid")
        parts.name_table(grid, block.caption or ", ".join(block.header))
        for cell, words in zip(grid.rows[0].cells, block.header, strict=True):
            parts.put_line(cell.paragraphs[0], plain_line(words), bold=True)
        parts.mark_header(grid.rows[0])
        for row in block.rows:
            written = grid.add_row()
            parts.keep_together(written)
            for cell, line in zip(written.cells, row, strict=True):
                parts.put_line(cell.paragraphs[0], line)
        parts.set_widths(grid, block.widths, TEXT_WIDTH)
        self.word.add_paragraph(style="Quiet")

    def facts(self, block: Facts) -> None:
        for term, value in block.rows:
            paragraph = self.word.add_paragraph(style="Fact")
            parts.put_text(paragraph, f"{term}: ", bold=True)
            parts.put_text(paragraph, value)

    def figure(self, block: ChartDrawing) -> None:
        parts.put_text(self.word.add_paragraph(style="Caption"), block.caption)
        self.image(next(self.drawn), block.alternative, width=Mm(TEXT_WIDTH))
        for note in block.notes:
            self.line(plain_line(note), "Quiet")
        self.table(block.numbers)

    def picture(self, block: Picture) -> None:
        content, width = _for_word(block)
        self.image(content, block.alternative, width=width)
        if block.caption:
            parts.put_text(self.word.add_paragraph(style="Caption"), block.caption)

    def image(self, content: bytes, alternative: str, *, width: Mm) -> None:
        put_picture(self.word.add_paragraph(), content, alternative, width=width)


def put_picture(paragraph: WordParagraph, content: bytes, alternative: str, **size: Mm) -> None:
    """Put the picture into the paragraph, with its text alternative."""
    described = paragraph.add_run().add_picture(io.BytesIO(content), **size)._inline.docPr
    described.set("descr", never_empty(alternative))
    described.set("title", _("Picture"))


def _for_word(block: Picture) -> tuple[bytes, Mm]:
    """The picture as JPEG, as Word knows no WebP, and a width in which it is at most MAX_IMAGE_HEIGHT high."""
    with Image.open(io.BytesIO(block.content)) as picture:
        width = min(TEXT_WIDTH, MAX_IMAGE_HEIGHT * picture.width / picture.height)
        if block.extension == "jpg":
            return block.content, Mm(width)
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=88)
    return out.getvalue(), Mm(width)
