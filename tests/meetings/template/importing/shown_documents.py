"""Documents with their text as an office program shows it, for the test that no visible text is dropped.

The texts in `as_shown/` are from the pages that LibreOffice renders (`soffice --headless --convert-to pdf`, then
`pdftotext`), as an independent reader. After a change of a document, make its text again in the same way.
"""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument

from tests.meetings.template.importing.documents import agenda, table, text, whole_word, word, xml

AS_SHOWN = Path(__file__).parent / "as_shown"


def run(words: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


RAISED = '<w:vertAlign w:val="superscript"/>'
DROPDOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="s"/><w:enabled/><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="Skolen"/><w:listEntry w:val="Rådhuset"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = (
    '<w:p><w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>Husk madpakken</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def _signs() -> bytes:
    """Runs of every kind: superscript, hidden, split, in fields, in a text box, with a drop cap."""
    return word(
        text("Møder i Nordby", "Title"),
        text("Formål", "Heading 1"),
        xml(f'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/></w:pPr>{run("M")}</w:p>'),
        text("ødet skal skabe et fælles rum."),
        text("Dagsorden", "Heading 1"),
        xml(f"<w:p>{run('9')}{run('00', RAISED)}{run('-9')}{run('45', RAISED)}{run(' Vel')}{run('komst')}</w:p>"),
        xml(f"<w:p>{run('9.45-10.30 Trivsel')}{run(' og internt budget', '<w:vanish/>')}</w:p>"),
        xml(f"<w:p>{run('Mødested: ')}{DROPDOWN}</w:p>"),
        xml(BOX),
        xml(f"<w:p>{run('10.30-11.00 Aftaler')}</w:p>"),
    )


def _tables() -> bytes:
    """A title row, a header, and a table within a table."""

    def nested(document: WordDocument) -> None:
        made = document.add_table(rows=2, cols=2)
        made.rows[0].cells[0].text, made.rows[0].cells[1].text = "Formål", "At se alle børn."
        made.rows[1].cells[0].text = "Dagsorden"
        inner = made.rows[1].cells[1].add_table(rows=3, cols=2)
        rows = [("Tid", "Emne"), ("9.00-9.15", "Velkomst"), ("9.15-10.00", "Læsning")]
        for row, texts in zip(inner.rows, rows, strict=True):
            row.cells[0].text, row.cells[1].text = texts

    return word(text("Dialogmøde", "Title"), nested, text("Efter mødet", "Heading 1"), text("Vi følger op."))


def _list() -> bytes:
    return word(*agenda("Data, 30 min", "Pause 15 min"), table(("Hvad", "Hvem"), ("Kaffe", "Skolen")))


SHOWN: dict[str, Callable[[], bytes]] = {"whole": whole_word, "signs": _signs, "tables": _tables, "list": _list}
