"""Importing a template takes linear time, whatever its text."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from foundation.errors import Refusal
from meetings.template.importing.parse_document import parse_document
from meetings.template.importing.read_document import read_document
from tests.growth import grows_with_its_length

#: Signs that mean something to Markdown or to the recogniser; again and again, with nothing that closes them.
SIGNS = ["[", "*", "_", "<", "![", "[](", "`", "~", "> ", "- ", "|", "<!--", "(", "&", "\\", "1", "1 ", "kl. 9.00-",
         "10 min ", "? ", ". ", " og ", ", ", "(Anna, ", "a@b.", "Anna ", "\t", "\u2070", "\u0345\u0301"]  # fmt: skip
#: Lines that ask what stands above them.
LINES = {
    "headings": "## Kapitel\n\n",
    "items": "1. Punkt 10 min\n",
    "next in count": "4. foo\n",
    "bold": "**Opfølgning**\n\n",
    "purpose": "Formål: x\n\n",
    "one line": "Ansvarlig: x\n\nmere\n\n",
    "sums": "1. Punkt 10 min\n\nI alt 1 time\n\n",
    "lead-in": "Vi drøfter følgende:\n\n- x\n\n",
    "comments": "<!-- x -->\n",
    "wrapped": "ord " * 17 + "\n",
    "no words": "\u2013\n\n",
}


def imported(data: str | bytes, name: str) -> object:
    try:
        return parse_document(read_document(data.encode() if isinstance(data, str) else data, name))
    except Refusal:
        return None


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_repeated_characters(name, sign):
    make = lambda size: "# Dagsorden\n\n1. Velkomst\n\n" + (sign * size)[:size]  # noqa: E731
    assert grows_with_its_length(lambda text: imported(text, name), make, small=700)


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
@pytest.mark.parametrize(("name", "above"), [("a.txt", "3. Dagsorden:\n\n"), ("a.md", "# Formål\n\n")])
def test_many_lines(name, above, line):
    assert grows_with_its_length(lambda text: imported(text, name), lambda times: above + line * times, small=60)


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, styles: str = "") -> bytes:
    """A Word document with the XML as its text, and with more styles."""
    document = Document()
    for place, block in enumerate(list(parse_xml(f"<w:body {NAMESPACE}>{body}</w:body>"))):
        document.element.body.insert(place, block)
    for style in list(parse_xml(f"<w:styles {NAMESPACE}>{styles}</w:styles>")):
        document.styles.element.append(style)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, style: str = "") -> str:
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{settings}{inside}</w:p>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def chain(length: int) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="n{n}"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(length)
    )


BEGIN = field("begin") + '<w:r><w:instrText>HYPERLINK "http://a.dk"</w:instrText></w:r>' + field("separate")
ROW = f"<w:tr><w:tc>{paragraph(run('9.00'))}</w:tc><w:tc>{paragraph(run('Emne'))}</w:tc></w:tr>"
CELL = f"<w:tc>{paragraph(run('15.00 Tak for i dag'))}</w:tc>"
WORD = {
    "paragraphs": (lambda n: word(paragraph(run("Punkt")) * n), 75),
    "headings": (lambda n: word(paragraph(run("Kapitel"), "Heading1") * n), 75),
    "runs": (lambda n: word(paragraph(run("ord ") * n)), 2_000),
    "tabs": (lambda n: word(paragraph("<w:r><w:tab/><w:t>a</w:t></w:r>" * n)), 500),
    "breaks": (lambda n: word(paragraph("<w:r><w:br/><w:t>a</w:t></w:r>" * n)), 200),
    "rows": (lambda n: word(f"<w:tbl>{ROW * n}</w:tbl>"), 50),
    "columns": (lambda n: word(f"<w:tbl><w:tr>{CELL * n}</w:tr></w:tbl>"), 75),
    "lines of a cell": (
        lambda n: word(f"<w:tbl>{ROW}<w:tr><w:tc>{paragraph(run('15.00')) * n}</w:tc>{CELL}</w:tr></w:tbl>"),
        75,
    ),
    "tables": (lambda n: word(f"<w:tbl>{ROW}</w:tbl>{paragraph('')}" * n), 40),
    "fields in fields": (lambda n: word(paragraph(BEGIN * n + run("x") * n + field("end") * n)), 200),
    "fields that never end": (lambda n: word(paragraph(BEGIN * n + run("x") * n)), 200),
    "styles on styles": (lambda n: word(paragraph(run("x"), "s0") * n, chain(n)), 50),
}


@pytest.mark.parametrize(("make", "small"), WORD.values(), ids=WORD)
def test_a_word_document(make, small):
    assert grows_with_its_length(lambda data: imported(data, "a.docx"), make, small=small)
