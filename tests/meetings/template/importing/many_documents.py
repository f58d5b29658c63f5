"""Templates in the styles of many municipalities, in words of our own: (name, bytes) by style."""

from docx.document import Document as WordDocument

from tests.meetings.template.importing.documents import table, text, word, xml

MARKDOWN = {
    "times of day on lines of their own": """
# Rammer for dialogsamtale 2026/2027

Formålet med samtalen er at styrke kvaliteten i enhederne.

**Hvem deltager?** Leder, souschef, TR og forældrebestyrelsens formand. Skolechefen er mødeleder.

## Program

kl. 9.00–9.45 Velkomst og rundvisning på hele skolen sammen med eleverne
kl. 9.45-10 Pause
kl. 10-11.30: Skolens resultater (skoler)
kl. 11.30 - 12.00 Frokost
12:00-12:45 Vores kerneopgave
- Hvad er vi stolte af?
- Hvad udfordrer os?
kl. 12.45-13 Tak for i dag

## Efter samtalen
Konsulenten skriver referat inden 14 dage.
""",
    "headings and times in words": """
# Kvalitetssamtaler i dagtilbud og skole

## 1. Formål
Samtalen skal give et fælles billede.

## 2. Deltagere
* Leder (skal)
* Pædagogisk leder
* Evt. en tillidsrepræsentant

## 3. Forberedelse
* Lederen sender status senest 14 dage før.
* Konsulenten holder et formøde på en time med lederen.

## 4. Dagsorden

### Punkt 1: Velkomst (en halv time)
Kort runde.

### Punkt 2: Årets tal (1½ time)
For skoler: elevfravær, trivsel og karakterer.
For dagtilbud: sprogvurderinger og KIDS.
Hvilke mønstre ser I?

### Punkt 3: Fælles indsatser (halvanden time)
Gælder kun skoler: Status på skoleudviklingsplanen
Gælder kun dagtilbud: Status på den styrkede læreplan

### Punkt 4: Afrunding (et kvarter)
Hvad aftaler vi?

## 5. Opfølgning
Lederen følger op med bestyrelsen.
""",
    "Pkt. in one paragraph": """
Dialogmøde i dagtilbuddet

Pkt. 1 Velkomst ved den nye daglige leder og bestyrelsen – 10 minutter
Pkt. 2 Siden sidst – 45 min.
Pkt. 3 Vores data – tre kvarter
Pkt. 4 Frokost – 1/2 time
Pkt. 5 Sprog og leg – 1 1/2 time
Pkt. 6 Evt. – 5 min
""",
    "Roman numerals": """
# Udviklingssamtale

## Dagsorden

I. Status på aftalen (40 min.)
   a) Hvad er lykkedes?
   b) Hvad er ikke lykkedes?
II. Nye mål (1 time)
   a) For skoler: nye mål for læsning
   b) For dagtilbud: nye mål for sprog
III. Pause (10 min.)
IV. Opsamling (20 min.)
""",
    "a table with whom it is for": """
# Årlig statussamtale

Tid: ca. 3 timer
Sted: På skolen

| Kl. | Emne | Hvem | Spørgsmål |
|---|---|---|---|
| 8.30 | Morgenmad | | |
| 8.45 | Kvalitetsrapport | Skoler | Hvad springer i øjnene? Hvor er vi uenige? |
| 9.30 | Læreplan | Dagtilbud | Hvordan evaluerer I? |
| 10.15 | Fælles indsatser | Alle | |
| 11.30 | Slut | | |
""",
    "text behind the time": """
# Principper for lokale aftaledrøftelser

Drøftelsen varer to timer. Deltagerne er leder, MED og chef.

Dagsordenen er fast:

1. **Opfølgning på sidste års aftaler** (ca. 20 min): Hvad skete der? Hvad blev ikke til noget?
2. **Elevernes faglige niveau** (ca. 40 min): Kun skoler. Skolen fremlægger karakterer, nationale tests og elevfravær.
3. **Børnenes sprog** (ca. 40 min): Kun dagtilbud. Dagtilbuddet fremlægger sprogvurderinger.
4. **Nye aftaler** (ca. 1 time): Højst tre. *Hver aftale har en ejer og en dato.*

Skolebestyrelsens formand inviteres altid.
""",
    "only or not for one kind": """
# Møderamme

## Dagsorden
1. Trivsel (skoler), 30 min
2. Sprog (dagtilbud) 30 min
3. Skoler: Karakterer, 20 min
4. Dagtilbud: Tilsyn, 20 min
5. Fraværsarbejde – kun skoler – 15 min.
6. Overgange – både skoler og dagtilbud – 15 min.
7. Særligt for dagtilbud: Normering (10 min)
8. SFO og fritid [kun skole] 10 min
9. Vuggestueliv, gælder dagtilbud, 10 min.
10. Folkeskolens mål (gælder ikke dagtilbud), 10 min
11. Økonomi (30 min) – udgår for skoler
12. Elevråd (10 min)
Kun for skoler.
""",
    "labels in bold and lists that begin again": """
# Dialogmøder i Vesterby 2026/27

**Formål:** Dialogen skal styrke sammenhængen mellem politik og praksis.

**Varighed:** tre timer, heraf 15 minutters pause

**Deltagere:**
- *Skal deltage:* Skoleleder/dagtilbudsleder, ledelsesteam og områdechef
- *Kan deltage:* Medarbejderrepræsentanter, bestyrelsesformand

**Dagsorden:**

**1) Hvor er vi?** *(60 minutter)*
- Børnenes stemme: tegninger og interviews
- Personalets stemme: trivselsundersøgelse
- Forældrenes stemme: tilfredshedsundersøgelse

Skoler medbringer: karakterer, fravær og trivsel. Dagtilbud medbringer: sprogvurderinger.

**2) Hvor skal vi hen?** *(45 minutter)*
Fokus i år:
1. Fælles børnesyn
2. Overgange
3. For skolerne: Ny fag- og timefordeling

Pause (15 minutter)

**3) Hvordan kommer vi derhen?** *(halvanden time)*
> Vi aftaler højst tre ting.

**Efter mødet:** Konsulenten sender referat. Aftalerne følges op efter et halvt år.
""",
    "no times but the meeting's": """
# Dialogsamtale

## Dagsorden
1. Velkomst
2. Siden sidst
3. Data
4. Aftaler

Samtalen varer 2 timer.
""",
    "no times but a break's": """
# Dialogsamtale

## Dagsorden
1. Velkomst
2. Data
Pause 15 min
3. Aftaler
""",
    "times written out": """
# Samtaleramme

Program for dagen
- Indledning (ti minutter)
- Praksisfortælling fra enheden (femogtyve minutter)
- Analyse af data (1 t. og 15 min.)
- Strækpause (5 minutter)
- Aftaler og afslutning (¾ time)
- Socialt samvær: en time og et kvarter
- Kort evaluering: fem min
- Rundvisning, 1t 30m
- Dialog, 1 ½ time
""",
    "other languages": """
# Dialogue meeting – Kvalitetsdialog

## Agenda / Dagsorden
1. Welcome, 10 min
2. Kva fortel data oss? 45 min
3. Evaluering og avslutning, 20 minutes
""",
    "questions as headings": """
# Dialogmøde mellem Børn & Unge og enhederne

### Hvad er formålet?
Vi vil lære af hinanden.

### Hvem er med?
Fra enheden: leder, afdelingsledere og TR. Fra forvaltningen: chef og pædagogisk konsulent.

### Sådan forbereder I jer
1. Læs kvalitetsrapporten.
2. Hold et indledende møde med konsulenten (1½ time).
3. Hold en heldag med ledelsesteamet.

### Dagens program

**09.00 Velkomst (10 min.)**
Lederen byder velkommen.

**09.10 Vores resultater (45 min.)**
Skoler: Afgangsprøver, fravær, trivsel.

**09.55 Opsamling (15 min.)**

### Og hvad så bagefter?
Der laves referat.
""",
    "capital letters": """
# Statusdialog

## Dagsorden for mødet (3 timer)

A. Siden sidst – 15 min.
B. Data – 45 min.
C. Tema: Tidlige indsatser – 1 time
D. Pause – 15 min.
E. Frokost ca. kl. 12
""",
    "labels in the items": """
# Samtale om kvalitet

## Program

### Kvalitet
Varighed: 1 time og 20 minutter
Formål: At forstå tallene.
Data: Skoler skal medbringe karakterer. Dagtilbud skal medbringe tilsynsrapport.
Gælder for: Skoler og dagtilbud

### Skoleudvikling
Varighed: 30 minutter
Gælder for: Skoler

### Frokost
Varighed: 30 minutter
""",
    "one kind under a bold line": """
# Ramme

## Dagsorden

### Læring (60 min)
**Skoler**
- Karakterer og test
- Hvad ser vi i overgangen?

**Dagtilbud**
- Sprogvurdering
- Læreplanens temaer

### Fællesskaber (60 min)
Alle drøfter deltagelse.
*Kun folkeskoler:* Fravær over 10 %
(Gælder ikke dagtilbud) Elevråd
""",
}


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
