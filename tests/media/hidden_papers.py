"""Word and Excel documents with hidden content, and what their reader sees. Everything hidden contains SECRET."""

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.media import papers

SECRET = "hemmelig"
W = papers.W
XMLNS = f'xmlns:w="{W}"'


def word(*body: str, change: dict[str, Callable[[bytes], bytes]] | None = None, add: Any = None) -> bytes:
    """Return a Word document with these paragraphs (WordprocessingML) after one with the text "Synlig start"."""
    document = docx.Document()
    document.add_paragraph("Synlig start")
    out = io.BytesIO()
    document.save(out)
    inside = "".join(body).encode()
    changes = {"word/document.xml": lambda xml: xml.replace(b"<w:sectPr", inside + b"<w:sectPr", 1), **(change or {})}
    return papers.repacked(out.getvalue(), change=changes, add=add)


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return (
        f'<w:del w:id="7" w:author="A" w:date="2026-05-04T10:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    )


def field(instruction: str, shown: str, begin: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def styles_with(*styles: str) -> dict[str, Callable[[bytes], bytes]]:
    added = "".join(styles).encode()
    return {"word/styles.xml": lambda xml: xml.replace(b"</w:styles>", added + b"</w:styles>")}


def style(name: str, kind: str, *, based_on: str = "", says: str = "<w:vanish/>") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}<w:rPr>{says}</w:rPr></w:style>'


MOVED = (
    '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>hemmelig</w:t></w:r></w:moveFrom>'
    '<w:moveTo w:id="2" w:author="A"><w:r><w:t>flyttet</w:t></w:r></w:moveTo>'
)
ROWS = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>række</w:t></w:r></w:p></w:tc></w:tr>"
    '<w:tr><w:trPr><w:del w:id="9" w:author="A"/></w:trPr><w:tc><w:p><w:r><w:t>hemmelig</w:t></w:r></w:p></w:tc></w:tr>'
    "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hemmelig</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="hemmelig"/><w:tag w:val="hemmelig"/><w:dropDownList><w:listItem '
    'w:displayText="hemmelig" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>valgt</w:t></w:r>'
    "</w:p></w:sdtContent></w:sdt>"
)
JOINED = (
    '<w:p><w:pPr><w:rPr><w:del w:id="4" w:author="A"/></w:rPr></w:pPr><w:r><w:t>første </w:t></w:r></w:p>'
    "<w:p><w:r><w:t>halvdel</w:t></w:r></w:p>"
)
LIST = (
    '<w:ffData><w:name w:val="hemmelig"/><w:helpText w:val="hemmelig"/><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="hemmelig"/><w:listEntry w:val="Rådhuset"/></w:ddList></w:ffData>'
)
#: What is hidden -> (the document, the lines a reader sees after the first, the text about what was removed).
WORD: dict[str, tuple[Callable[[], bytes], list[str], dict[str, int]]] = {
    "deleted text": (lambda: word(p(r("før "), deleted(SECRET), r("efter"))), ["før efter"], {"changes": 1}),
    "moved text": (lambda: word(p(MOVED)), ["flyttet"], {"changes": 2}),
    "a deleted end of a paragraph": (lambda: word(JOINED), ["første halvdel"], {"changes": 1}),
    "how it looked before": (
        lambda: word(p(r("fed", f'<w:b/><w:rPrChange w:id="3" w:author="{SECRET}"><w:rPr/></w:rPrChange>'))),
        ["fed"],
        {"changes": 1},
    ),
    "deleted and hidden rows": (lambda: word(ROWS), ["række"], {"changes": 1, "hidden_text": 2}),
    "hidden text": (lambda: word(p(r("vist"), r(SECRET, "<w:vanish/>"))), ["vist"], {"hidden_text": 1}),
    "text that is not hidden after all": (lambda: word(p(r("vist", '<w:vanish w:val="0"/>'))), ["vist"], {}),
    "text that only a web page hides": (lambda: word(p(r("side 4", "<w:webHidden/>"))), ["side 4"], {}),
    "a hidden line, and one whose end is not hidden": (
        lambda: word(
            p(r(SECRET, "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>"),
            p(r(SECRET, "<w:vanish/>")),
            p(r("ord")),
        ),
        ["", "ord"],
        {"hidden_text": 2},
    ),
    "text hidden by a style of letters": (
        lambda: word(
            p(r("vist"), r(SECRET, '<w:rStyle w:val="B"/>')),
            change=styles_with(style("A", "character"), style("B", "character", based_on="A", says="<w:b/>")),
        ),
        ["vist"],
        {"hidden_text": 1},
    ),
    "text hidden by a style of paragraphs": (
        lambda: word(
            p(r(SECRET), properties='<w:pStyle w:val="P"/>'), p(r("vist")), change=styles_with(style("P", "paragraph"))
        ),
        ["vist"],
        {"hidden_text": 1},
    ),
    "text hidden twice, which shows it": (
        lambda: word(
            p(r("vist", '<w:rStyle w:val="C"/>'), properties='<w:pStyle w:val="P"/>'),
            change=styles_with(style("P", "paragraph"), style("C", "character")),
        ),
        ["vist"],
        {},
    ),
    "a content control": (lambda: word(CONTROL), ["valgt"], {}),
    "a field that chooses": (
        lambda: word(p(field(f'IF 1 = 1 "vist" "{SECRET}"', "vist"))),
        ["vist"],
        {"fields": 1},
    ),
    "an entry of an index": (
        lambda: word(p(r("ord"), f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "{SECRET}"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')),
        ["ord"],
        {"fields": 1},
    ),
    "a simple field": (
        lambda: word(p(f'<w:fldSimple w:instr=" DOCPROPERTY {SECRET} ">{r("vist")}</w:fldSimple>')), ["vist"], {}
    ),
    "a list of a form": (lambda: word(p(field("FORMDROPDOWN", "", LIST))), ["Rådhuset"], {}),
    "a bookmark": (
        lambda: word(p(f'<w:bookmarkStart w:id="1" w:name="{SECRET}"/>', r("ord"), '<w:bookmarkEnd w:id="1"/>')),
        ["ord"],
        {},
    ),
    "a hidden drawing": (
        lambda: word(p(r("ord"), f'<w:r><w:drawing><x docPr=""/><w:docPr id="1" name="{SECRET}" hidden="1"/>'
        f"<w:t>{SECRET}</w:t></w:drawing></w:r>")),
        ["ord"],
        {"shapes": 1},
    ),
    "names of a photo's file": (
        lambda: word(p(r("ord"), f'<w:r><w:drawing><w:docPr id="1" name="C:/{SECRET}.jpg"/></w:drawing></w:r>')),
        ["ord"],
        {},
    ),
    "who wrote and when": (
        lambda: word(
            '<w:p w:rsidR="00AB12CD"><w:permStart w:id="1" w:ed="hemmelig"/><w:r><w:t>ord</w:t></w:r></w:p>',
            change={"docProps/core.xml": lambda xml: xml.replace(b"python-docx", SECRET.encode())},
        ),
        ["ord"],
        {},
    ),
    "parts nobody refers to": (
        lambda: word(
            p(r("ord")),
            add={"word/glossary/document.xml": b"<x>hemmelig</x>", "word/people.xml": b"<x>hemmelig</x>",
                 "word/comments.xml": f"<w:comments {XMLNS}>{SECRET}</w:comments>".encode()},
        ),
        ["ord"],
        {},
    ),
}  # fmt: skip


def word_with_comments() -> bytes:
    """Return a document with two comments, an author, a reply part and a persons part."""
    document = docx.Document()
    for text in ("Se her", "Og her"):
        run = document.add_paragraph(text).runs[0]
        document.add_comment(run, text=SECRET, author=SECRET, initials="H")
    document.sections[0].header.paragraphs[0].text = "Sidehoved"
    document.sections[0].first_page_header.paragraphs[0].text = SECRET  # not shown: the option for it is off
    document.sections[0].different_first_page_header_footer = False
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Ark1"
    made.active["A1"], made.active["B1"] = "Klasse", "Læselyst"
    made.active["A2"], made.active["B2"] = "2.B", 7.4
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def hidden_sheets(made: openpyxl.Workbook) -> None:
    for title, state in (("hemmelig liste", "hidden"), ("hemmelig 2", "veryHidden")):
        sheet = made.create_sheet(title, 0)
        sheet["A1"] = SECRET
        sheet.sheet_state = state
    made.active = 2
    made.defined_names["liste"] = DefinedName("liste", attr_text="'hemmelig liste'!$A$1:$A$9")
    made["Ark1"].print_area = "A1:B2"


def hidden_rows_and_columns(made: openpyxl.Workbook) -> None:
    sheet = made.active
    sheet["A3"], sheet["D1"], sheet["F4"] = SECRET, SECRET, SECRET
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].height = 1
    sheet.column_dimensions["D"].hidden = True
    sheet["A5"] = "vist"


def filtered(made: openpyxl.Workbook) -> None:
    sheet = made.active
    sheet["A3"] = SECRET
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:B3"
    sheet.auto_filter.add_filter_column(0, ["2.B", SECRET])


def remarks(made: openpyxl.Workbook) -> None:
    made.active["A1"].comment = Comment(SECRET, SECRET)
    made.active["B2"].comment = Comment(SECRET, "En anden")


def names_and_lists(made: openpyxl.Workbook) -> None:
    made.defined_names["navn"] = DefinedName("navn", attr_text=f'"{SECRET}"')
    made.defined_names["skjult"] = DefinedName("skjult", attr_text="Ark1!$A$1", hidden=True, comment=SECRET)
    validation = DataValidation(type="list", formula1=f'"{SECRET},Bo"', prompt=SECRET)
    validation.add("C1")
    made.active.add_data_validation(validation)


def cells_that_show_nothing(made: openpyxl.Workbook) -> None:
    made.active["C1"] = SECRET
    made.active["C1"].number_format = ";;;"


def with_chart(made: openpyxl.Workbook) -> None:
    data = made.create_sheet("hemmelig data")
    for row in (("x", "Trivsel"), ("2.A", 4), ("2.B", 5)):
        data.append(row)
    chart = BarChart()
    chart.add_data(Reference(data, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    made["Ark1"].add_chart(chart, "D2")
    data.sheet_state = "hidden"


def with_formulas(made: openpyxl.Workbook) -> None:
    """Return a sum, a formula that was never calculated, and a connection to another file."""
    made.active["C2"] = "=B2*2"


def linked() -> bytes:
    """Return a cell that reads another workbook; its last value is shown."""
    relations = papers.RELATION_TYPES.rstrip("/")
    link = f'<externalReferences><externalReference r:id="rIdX" xmlns:r="{relations}"/></externalReferences><calcPr'
    calculated = b"<f>[1]hemmelig!A1*2</f><v>14.8</v></c>"
    return papers.repacked(
        book(with_formulas),
        change={
            "xl/worksheets/sheet1.xml": lambda xml: re.sub(rb"<f>B2\*2</f>.{0,9}</c>", calculated, xml),
            "xl/workbook.xml": lambda xml: xml.replace(b"<calcPr", link.encode()),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                papers.relation("rIdX", "externalLink", "externalLinks/externalLink1.xml") + b"</Relationships>",
            ),
        },
        add={"xl/externalLinks/externalLink1.xml": b"<externalLink>hemmelig</externalLink>"},
    )


SHOWN = [["Klasse", "Læselyst"], ["2.B", 7.4]]
EXCEL: dict[str, tuple[Callable[[], bytes], list[list[Any]], dict[str, int]]] = {
    "hidden sheets": (lambda: book(hidden_sheets), SHOWN, {"hidden_sheets": 2}),
    "hidden rows and columns": (
        lambda: papers.repacked(
            book(hidden_rows_and_columns),
            change={"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b'ht="1"', b'ht="0"')},
        ),
        [*SHOWN, [None, None], [None, None], ["vist", None]],
        {"hidden_rows": 2, "hidden_columns": 1},
    ),
    "rows a filter hides": (lambda: book(filtered), SHOWN, {"hidden_rows": 1}),
    "comments": (lambda: book(remarks), SHOWN, {"comments": 2}),
    "names and lists": (lambda: book(names_and_lists), SHOWN, {"lists": 1}),
    "cells that show nothing": (lambda: book(cells_that_show_nothing), SHOWN, {"hidden_cells": 1}),
    "a connection": (linked, [SHOWN[0], ["2.B", 7.4]], {"connections": 1}),
    "a chart of a hidden sheet": (lambda: book(with_chart), SHOWN, {"hidden_sheets": 1}),
}
