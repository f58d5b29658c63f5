"""What python-docx has no word for: links, header rows, page numbers, numbering, names of tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from meetings.exports.content.document import Document, Line


def put_line(paragraph: Paragraph, line: Line, *, bold: bool = False) -> None:
    """Write the runs; a link becomes a link of Word."""
    for run in line:
        if run.to:
            _put_link(paragraph, run.text, run.to)
        else:
            put_text(paragraph, run.text, bold=bold or run.bold)


def put_text(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Write the text; line feeds become line breaks."""
    paragraph.add_run(text).bold = bold or None


def _put_link(paragraph: Paragraph, text: str, address: str) -> None:
    link = _element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._element)
    paragraph._element.append(link)


def set_page(word: WordDocument, document: Document) -> None:
    """A4, and at the foot the document, its control number and »Side n af m«."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)
    number = _("Control number of the document")
    foot.add_run(f"{document.short_title} · {number}: {document.control_number}\t")
    before, between = _("Page %(page)s of %(pages)s").split("%(page)s", 1)
    between, after = between.split("%(pages)s", 1)
    foot.add_run(before)
    _put_field(foot, "PAGE")
    foot.add_run(between)
    _put_field(foot, "NUMPAGES")
    foot.add_run(after)


def _put_field(paragraph: Paragraph, name: str) -> None:
    """A field that Word computes."""
    for kind in ("begin", "", "separate", "value", "end"):
        run = paragraph.add_run("1" if kind == "value" else "")._element
        if kind == "":
            code = _element("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {name} "
            run.append(code)
        elif kind != "value":
            mark = _element("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)


def mark_header(row: _Row) -> None:
    """The row is the header, repeated on each page and read aloud as one."""
    settings = row._tr.get_or_add_trPr()
    settings.append(_element("w:cantSplit"))
    settings.append(_element("w:tblHeader"))
    for cell in row.cells:
        shade = _element("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EEF1F2")):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)


def keep_together(row: _Row) -> None:
    """The row is not divided between two pages."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def name_table(table: Table, name: str) -> None:
    """The text alternative of the table."""
    described = _element("w:tblDescription")
    described.set(qn("w:val"), name[:250])
    table._tbl.tblPr.append(described)


def set_widths(table: Table, shares: Sequence[int], width: float) -> None:
    """Give each column its share of `width` (millimetres). Word reads it from the cells."""
    table.autofit = False
    whole = sum(shares)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width * share / whole)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(width * share / whole)


def new_numbering(word: WordDocument) -> int:
    """Add a numbering like that of the style List Number, which begins at 1."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element
    first = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(first).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return added.numId


def number_by(paragraph: Paragraph, numbering: int) -> None:
    settings = paragraph._element.get_or_add_pPr().get_or_add_numPr()
    settings.get_or_add_ilvl().val = 0
    settings.get_or_add_numId().val = numbering


def _element(name: str) -> BaseOxmlElement:
    return OxmlElement(name)
