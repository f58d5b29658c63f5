"""Templates in the styles of many municipalities, with texts of our own: (name, bytes) by style."""

from docx.document import Document as WordDocument

from tests.meetings.template.importing.documents import table, text, word, xml
from tests.meetings.template.importing.many_markdown import MARKDOWN


def _bold_headings(document: WordDocument) -> None:
    for words, bold in [
        ("Lokal dialog om kvalitet", True), ("Baggrund", True),
        ("Byrådet har besluttet, at alle enheder hvert år holder dialog med forvaltningen.", False),
        ("Mødets varighed", True), ("Tre timer inkl. pause.", False),
        ("Deltagerkreds", True), ("Ledelsen, MED-repræsentant, bestyrelsesformand samt centerchef.", False),
        ("Dagsorden", True), ("Børnenes læring og trivsel – 75 minutter", True),
        ("Hvilke børn lykkes vi ikke med?", False), ("Pause – 15 minutter", True),
        ("Personale og arbejdsmiljø – tre kvarter", True), ("Sygefravær og APV gennemgås.", False),
        ("Økonomi og rammer – 45 minutter", True), ("Kun for dagtilbud: belægning og normeringer", False),
        ("Opfølgning", True), ("Centerchefen sender et brev med de vigtigste aftaler.", False),
    ]:  # fmt: skip
        document.add_paragraph().add_run(words).bold = bold or None


def _merged_and_nested(document: WordDocument) -> None:
    document.add_heading("Tema- og dialogmøder 2026/27", 0)
    made = document.add_table(rows=4, cols=3)
    made.cell(0, 0).merge(made.cell(0, 2)).text = "Dagsorden – alle tider er vejledende"
    rows = [("30 min", "Faglig status", "Fælles"), ("60 min.", "Ledelse", "Skoler"), ("45 min", "Leg", "Dagtilbud")]
    for row, texts in enumerate(rows, start=1):
        for column, words in enumerate(texts):
            made.cell(row, column).text = words
    inner = made.cell(2, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Hvem går foran?", "Indre højre note"
    document.add_paragraph("Bemærk, at mødet ikke optages.")


def _numbered_sections(document: WordDocument) -> None:
    document.add_heading("Ramme for læringssamtaler", 1)
    contents = {"Formål": "At lære af hinanden.", "Deltagere": "Ledelsen og skolechefen", "Dagsorden": "",
                "Opfølgning": "Skolechefen følger op i marts."}  # fmt: skip
    for heading, below in contents.items():
        document.add_paragraph(style="List Number").add_run(heading).bold = True
        if below:
            document.add_paragraph(below)
        else:
            for item in ("Velkomst – 5 min", "Læring og trivsel – 50 min", "Arbejdsmiljø – 20 min"):
                document.add_paragraph(item, style="List Number 2")


_BOX = "<w:txbxContent><w:p><w:r><w:t>Tekstboks: husk kaffe</w:t></w:r></w:p></w:txbxContent>"


def _what_word_hides(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "Nordby Kommune – Børn og Læring"
    document.sections[0].footer.paragraphs[0].text = "Sagsnummer 26/1234"
    document.add_heading("Samtaleguide", 1)
    document.add_heading("Dagsorden", 2)
    document.add_paragraph("Velkomst (15 min)", style="List Number")
    noted = document.add_paragraph("Praksisfortællinger (1 time og et kvarter)", style="List Number")
    document.add_comment(noted.runs, text="Husk at vise film her", author="Mette", initials="M")
    document.add_paragraph("Mål og aftaler (30-45 min)", style="List Number")
    for content in [
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Indsat punkt om natur</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>Slettet punkt</w:delText></w:r></w:del></w:p>',
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Vælg et tema</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>Læs mere i kvalitetsrapporten</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:t xml:space="preserve">Ny </w:t><w:br/><w:t>linje</w:t><w:tab/><w:t>efter</w:t></w:r></w:p>',
    ]:
        xml(content)(document)


def _rows_in_one_paragraph(document: WordDocument) -> None:
    document.add_heading("Års\u00addrøftelse for\u00a0enhederne", 1)
    paragraph = document.add_paragraph()
    paragraph.add_run("Dagsorden").bold = True
    for words in ("1. Status (20 min.)", "2. Fremad (40 min.)", "3. Tak (5 min.)"):
        paragraph.runs[-1].add_break()
        paragraph.add_run(words)


WORD = {
    "a table of times": word(
        text("Dialogmøde – køreplan", "Title"),
        text("Deltagere: Skoleleder, to medarbejdere og en repræsentant for skolebestyrelsen"),
        table(
            ("Tid", "Indhold", "Ansvarlig", "Bemærkninger"),
            ("9.00-9.30", "Velkomst og kaffe", "Lederen", "–"),
            ("9.30-10.30", "Elevernes trivsel\nHvad viser målingen?", "Skolelederen", "Medbring trivselsmålingen"),
            ("10.30-10.45", "Pause", "", ""),
            ("10.45-11.30", "Inklusion og fællesskaber", "Chefen", "Kun skoler"),
        ),
        text("Opfølgning: Aftalerne drøftes i lederforum i maj."),
    ),
    "bold headings": word(_bold_headings),
    "merged and nested cells": word(_merged_and_nested),
    "numbers counted by Word": word(_numbered_sections),
    "what Word hides": word(_what_word_hides),
    "rows in one paragraph": word(_rows_in_one_paragraph),
    "numbered headings": word(
        text("Aftalestyring", "Heading 1"),
        text("1.1 Formål", "Heading 2"),
        text("At skabe retning."),
        text("1.2 Mødets punkter", "Heading 2"),
        text("1.2.1 Resultater (1 t. 15 min)", "Heading 3"),
        text("Skoler medbringer: fravær, karakterer og trivsel"),
        text("1.2.2 Retning (0,75 time)", "Heading 3"),
        text("Perspektiver: børn, personale, forældre"),
        text("1.3 Efter mødet", "Heading 2"),
        text("Der følges op."),
    ),
    "labels without headings": word(
        text("Skabelon til årligt møde mellem enhed og forvaltning", "Title"),
        text("Hvornår: Oktober-november"),
        text("Hvor lang tid: 3½ time"),
        text("Hvem: Aftaleholder, ledelsesteam, chef, konsulent. Evt. en forælder fra bestyrelsen"),
        text("Hvad skal være klar: Selvevaluering, senest 3 uger før"),
        text("Dagsorden"),
        text("Punkt 1 – Status (40 min.)"),
        text("Gælder kun skoler: Læseresultater"),
        text("Punkt 2 – Udvikling (90 min.)"),
        text("Fokuspunkter: Sprog; Natur; Bevægelse"),
        text("Punkt 3 – Aftaler (80 min.)"),
        text("Efterfølgende"),
        text("Aftaler indskrives i systemet."),
    ),
}
DOCUMENTS = {
    **{name: (source.encode(), "skabelon.md") for name, source in MARKDOWN.items()},
    **{name: (data, "skabelon.docx") for name, data in WORD.items()},
}
