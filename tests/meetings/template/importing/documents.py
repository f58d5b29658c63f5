"""Documents written for the tests: no real templates, but in the form that municipalities use."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

#: The client's own document is beside the project, not in it.
GIVEN = Path(__file__).resolve().parents[5] / "shared" / "real-input"


def given() -> list[Path]:
    """The client's document as Word and as Markdown, if it is available."""
    return sorted(GIVEN.glob("skabelon-dialogmoeder.*"))


def word(*steps: Callable[[WordDocument], object]) -> bytes:
    """Return a Word document built by the steps."""
    document = Document()
    for step in steps:
        step(document)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def text(words: str, style: str | None = None) -> Callable[[WordDocument], object]:
    """Add a paragraph; `style` is Word's own name ("Heading 1", "List Number", "List Bullet")."""
    return lambda document: document.add_paragraph(words, style=style)


def table(*rows: tuple[str, ...]) -> Callable[[WordDocument], object]:
    """Add a table; a line break in a cell begins a new paragraph."""

    def add(document: WordDocument) -> None:
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, words in zip(row.cells, texts, strict=True):
                first, *more = words.split("\n")
                cell.paragraphs[0].text = first
                for line in more:
                    cell.add_paragraph(line)

    return add


def xml(content: str) -> Callable[[WordDocument], object]:
    """Add raw WordprocessingML at the end; the prefixes w, r, m, mc, wp, wps, v and a are declared."""
    spaces = nsdecls("w", "r", "m", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    opening, _sign, rest = content.partition(">")
    closed = opening.endswith("/")
    whole = f"{opening.rstrip('/')} {spaces}{'/' if closed else ''}>{rest}"

    def add(document: WordDocument) -> None:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(whole))

    return add


def agenda(*titles: str) -> list[Callable[[WordDocument], object]]:
    """Add the heading "Dagsorden" and numbered items, for documents that test something else."""
    return [text("Dagsorden", "Heading 1"), *(text(title, "List Number") for title in titles or ("Status, 20 min",))]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a document with its parts changed; `change` gets them by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


#: A whole template in the form of the client's, with other texts: plain paragraphs under numbered titles.
WHOLE_MD = """
# Skabelon for årets dialog mellem enhederne og forvaltningen

## Formål

At give enheden og forvaltningen et fælles blik på børnenes hverdag – *alle børn skal høre til*.

Mødet bidrager til:

- At gøre praksis synlig
- At vælge færre og bedre indsatser

## Deltagere

Ledelsesteamet, medarbejderrepræsentant evt. bestyrelsesrepræsentant, skole- og dagtilbudschef og konsulent

Hyppighed: 1 gang årligt – ca. 4 time inkl. pauser, efterår 2026/2027

Ansvarlig: Aftaleholder indkalder og finder et lokale

## Forberedelse til mødet

Et indledende møde på 1-2 timer med konsulent om hvilke data der skal samles ind.

Derefter holdes et heldagsmøde mellem ledelsesteam og konsulenter fra forvaltningen (Tanita og Yrsa)

Derudover vil lederforum i vinteren arbejde med data.

## Dagsorden for mødet

1. Arbejdet med målene for området, ca. 1 time.

Hvad fortæller vores data?

Data skal forstås bredt, både fortællinger, billeder og tal, og gerne med børnenes egne ord.

Den enkelte enhed vælger selv de data man vil drøfte ift:

- Børnene eks. data fra arbejdet med læreplanen
- Medarbejderne eks. social kapital, APV, fravær
- Forældre eks. tilfredshedsmåling

På skoleområdet er der nogle fastlagte data, der skal behandles. Det drejer sig om følgende:

Progressionsdata for elevernes læring og udvikling, fraværdata og data fra trivselsmåling

2. Arbejdet med de fælles indsatser på skole- og dagtilbudsområdet ca. 1,5 time.

Ledelsesteamet fortæller kort om sine indsatser. I år er der særligt fokus på følgende emner

- Fælles sprog
- Ledelse tæt på praksis
- Opstart på politikken Fællesskaber for alle

Særskilt for skoleområdet:

Opstart på arbejdet med skoleprofilen jf. kvalitetsstandarden

3. Dagtilbuddets/skolens egne indsatser ca. 1 time.

Dagtilbuddet/skolen udvælger et par indsatser som de ønsker at vise frem og drøfte

Hvad er man optaget af ?, hvad kan vi lære?, hvad tager vi med videre?

4. Afrunding ca. 30 min\x20\x20
Hvad tager vi med os?\x20\x20
Konkrete aftaler\x20\x20
Hvad skal vi justere på?

### **Efter mødet**

Opfølgning mellem aftaleholder og chef på aftalerne.

Løbende fortællinger fra praksis på lederforum.
"""


def whole_word() -> bytes:
    """The same template as Word."""
    document = Document()
    for block in WHOLE_MD.strip().split("\n\n"):
        rows = block.split("\n")
        if block.startswith("#"):
            marks, _space, words = block.partition(" ")
            paragraph = document.add_heading(level=len(marks))
            run = paragraph.add_run(words.strip("*"))
            run.bold = "**" in words or None
        elif block.startswith("- "):
            for row in rows:
                document.add_paragraph(row.removeprefix("- "), style="List Bullet")
        elif block[:2] in {"1.", "2.", "3.", "4."}:
            paragraph = document.add_paragraph(style="List Number")
            for index, row in enumerate(rows):
                run = paragraph.add_run(row.strip().removeprefix(f"{block[:2]} "))
                if index + 1 < len(rows):
                    run.add_break()
        else:
            paragraph = document.add_paragraph()
            for index, piece in enumerate(block.split("*")):
                paragraph.add_run(piece).italic = index % 2 == 1 or None
    return saved(document)
