"""Forms of templates that other municipalities use."""

from meetings.template.enums import StepKind
from meetings.units.enums import AppliesTo
from tests.meetings.template.importing.documents import table, text
from tests.meetings.template.importing.parsed_examples import docx, items, kept, md, txt

ALL, SCHOOL, DAYCARE = AppliesTo


def test_numbered_items_with_lists_inside_them() -> None:
    parsed = md("""# Dialogmøde 2026/2027 – Solby Kommune
## Formål med dialogmødet i Solby
Vi mødes for at blive klogere på børnenes hverdag.
## Hvem deltager?
- Skoleleder eller dagtilbudsleder
- Ledelsesteamet
- Skolechef Karitta Mønsted
- Evt. bestyrelsesformand
- To elever fra elevrådet
## Varighed
Mødet varer 3½ time.
## Dagsorden
1. Velkomst og rammesætning (10 min.)
2. Siden sidst: hvad blev der af aftalerne? (20 min.)
3. Data og trivsel (1 time og 15 min)
   - Hvad undrer os?
   - Hvad er vi stolte af?
   1. Hver leder fremlægger
   2. De øvrige spørger
4. Pause 15 min
5. Strategiske indsatser, 1½ time
6. Eventuelt
## Opfølgning
- Konsulenten sender referat inden 14 dage
- Status drøftes på lederforum
## Praktisk
Husk madpakke.
""")
    assert items(parsed) == [
        ("Velkomst og rammesætning", 10),
        ("Siden sidst: hvad blev der af aftalerne?", 20),
        ("Data og trivsel", 75),
        ("Pause", 15),
        ("Strategiske indsatser", 90),
        ("Eventuelt", None),
    ]
    assert [item.is_break for item in parsed.items] == [False, False, False, True, False, False]
    assert [question.text for question in parsed.items[2].questions] == ["Hvad undrer os?", "Hvad er vi stolte af?"]
    assert (parsed.total_minutes, parsed.total_is_sum) == (210, False)
    assert (parsed.title, parsed.school_year) == ("Dialogmøde 2026/2027 – Solby Kommune", "2026/2027")
    assert [one.role.value for one in parsed.participants] == [
        "agreement_holder", "leadership_team", "head_of_area", "board_representative", "other",
    ]  # fmt: skip
    assert [one.requirement.value for one in parsed.participants] == ["must", "must", "must", "may", "must"]
    assert parsed.follow_up == ["Konsulenten sender referat inden 14 dage", "Status drøftes på lederforum"]
    assert kept(parsed) == [
        "Formål med dialogmødet i Solby", "Hver leder fremlægger", "De øvrige spørger", "Praktisk", "Husk madpakke.",
    ]  # fmt: skip
    assert parsed.kept_as_text[-1].where == "Praktisk"
    assert [person.name for person in parsed.persons] == ["Karitta Mønsted"]


def test_headings_with_times_of_day_and_bold_sections() -> None:
    parsed = md("""Ramme for årets dialogmøde

**Formål**

At styrke samarbejdet mellem enhed og forvaltning.

**Program kl. 9-13**

### kl. 9.00–9.45 Velkomst og status
Hvordan går det? Hvad fylder mest lige nu?

### 9:45-10:00 Kaffepause

### 10.00-11.30 Børns fællesskaber
Formål: At få øje på de børn, der står udenfor.
Spørgsmål: Hvem er med? Hvem er ikke?
Kun for dagtilbud:
- Overgang fra dagpleje til børnehave

Skoler: Elevernes fravær på mellemtrinnet.

### 11.30-12 Frokost

### 12:00–13:00 Aftaler
Konkrete aftaler skrives ned.

**Efter mødet**

Referatet godkendes af chefen.
""")
    assert items(parsed) == [
        ("Velkomst og status", 45),
        ("Kaffepause", 15),
        ("Børns fællesskaber", 90),
        ("Frokost", 30),
        ("Aftaler", 60),
    ]
    third = parsed.items[2]
    assert third.purpose == "At få øje på de børn, der står udenfor."
    assert [question.text for question in third.questions] == ["Hvem er med?", "Hvem er ikke?"]
    assert [(part.text, part.applies_to) for part in third.parts] == [
        ("Kun for dagtilbud:", DAYCARE),
        ("Overgang fra dagpleje til børnehave", DAYCARE),
        ("Skoler: Elevernes fravær på mellemtrinnet.", SCHOOL),
    ]
    assert parsed.total_minutes == 240
    assert parsed.follow_up == ["Referatet godkendes af chefen."]


TABLE = (
    ("Tid", "Punkt", "Indhold", "Ansvarlig"),
    ("9.00-9.20", "Velkomst", "Chefen byder velkommen", "Skolechefen"),
    ("9.20-10.30", "Vores data", "Hvad viser tallene?\nHvad viser de ikke?", "Skolelederen"),
    ("10.30-10.45", "Pause", "", ""),
    ("10.45-12.00", "Udvalgte indsatser", "Enheden præsenterer", "Ledelsesteamet"),
    ("I alt", "3 timer", "", ""),
)


def test_a_table_with_time_and_item() -> None:
    parsed = docx(
        text("Drejebog for dialogmøde", "Heading 1"),
        text("Deltagere: ledelsen, tillidsrepræsentant, formand for skolebestyrelsen, skolechef samt konsulent"),
        table(*TABLE),
        text("Der sendes et kort notat."),
    )
    assert items(parsed) == [("Velkomst", 20), ("Vores data", 70), ("Pause", 15), ("Udvalgte indsatser", 75)]
    assert [question.text for question in parsed.items[1].questions] == ["Hvad viser tallene?", "Hvad viser de ikke?"]
    assert [part.text for part in parsed.items[0].parts] == ["Chefen byder velkommen", "Ansvarlig: Skolechefen"]
    assert (parsed.total_minutes, parsed.total_is_sum) == (180, False)
    assert [one.role.value for one in parsed.participants] == [
        "leadership_team", "staff_representative", "board_representative", "head_of_area", "consultant",
    ]  # fmt: skip
    assert parsed.title == "Drejebog for dialogmøde"


def test_a_table_of_minutes_in_plain_numbers() -> None:
    parsed = md("""# Dagsorden

| Nr. | Emne | Min. |
|---|---|---|
| 1 | Status | 20 |
| 2 | Trivselsmåling | 45 |
| 3 | Pause | 10 |
| 4 | Aftaler | |
| | I alt | 105 |
""")
    assert items(parsed) == [("Status", 20), ("Trivselsmåling", 45), ("Pause", 10), ("Aftaler", None)]
    assert parsed.total_minutes == 105


def test_a_table_without_header_or_heading() -> None:
    parsed = docx(table(("9-9.30", "Rundvisning"), ("9.30-11", "Samtale om jeres læring"), ("11", "Farvel")))
    assert items(parsed) == [("Rundvisning", 30), ("Samtale om jeres læring", 90)] or len(parsed.items) == 3


def test_a_form_with_labels_in_the_left_column() -> None:
    parsed = docx(
        text("Skabelon for dialog", "Title"),
        table(
            ("Formål", "At lære af hinanden"),
            ("Deltagere", "Ledelsesteam, konsulent og evt. forældrerepræsentant"),
            ("Varighed", "2 timer"),
            ("Dagsorden", "1. Status 30 min\nHvad fylder?\n2. Fremtid 1½ time"),
            ("Lokale", "Rådhuset"),
            ("Opfølgning", "Vi ringes ved"),
        ),
    )
    assert items(parsed) == [("Status", 30), ("Fremtid", 90)]
    assert parsed.purpose == "At lære af hinanden"
    assert parsed.total_minutes == 120
    assert parsed.follow_up == ["Vi ringes ved"]
    assert kept(parsed) == ["Lokale", "Rådhuset"]


def test_a_whole_document_inside_a_layout_table() -> None:
    parsed = docx(text("Vores møde", "Title"), table(("Formål\nAt lære.\nDagsorden\n1. Status 15 min\n2. Slut 5 min",)))
    assert items(parsed) == [("Status", 15), ("Slut", 5)]
    assert parsed.purpose == "At lære."


def test_bullets_with_times_in_words() -> None:
    parsed = txt("""DIALOGMØDE I FJORDBY

Dagsorden:
- Velkomst – en halv time
- Kvalitetsrapport – to timer
- pause - et kvarter
- Evaluering – tre kvarter

Forberedelse:
- Indledende møde med konsulenten (1 time)
- Hel dag for ledelsesteamet
- Enheden sender tre billeder senest 1. oktober
""")
    assert items(parsed) == [("Velkomst", 30), ("Kvalitetsrapport", 120), ("pause", 15), ("Evaluering", 45)]
    assert [step.kind for step in parsed.preparation] == list(StepKind)
    assert parsed.preparation[0].minutes == 60
    assert (parsed.total_minutes, parsed.total_is_sum) == (210, True)


def test_items_with_only_a_start_last_until_the_next() -> None:
    parsed = txt("""Program for dialogmøde på Havnens Børnehus

9.00 Ankomst og kaffe
9.15 Rundvisning ved børnene
10.00 Samtale om sprogmiljø
Hvad lægger vi mærke til?
11.15 Pause
11.30 Fremadrettede mål
12.15 Tak for i dag

Kontakt: Birthe Lund, tlf. 12345678
""")
    assert items(parsed) == [
        ("Ankomst og kaffe", 15),
        ("Rundvisning ved børnene", 45),
        ("Samtale om sprogmiljø", 75),
        ("Pause", 15),
        ("Fremadrettede mål", 45),
    ]
    assert kept(parsed) == ["Kontakt: Birthe Lund, tlf. 12345678"]
    assert "12.15 Tak for i dag" in [part.text for part in parsed.items[-1].parts]


def test_the_time_on_a_line_of_its_own() -> None:
    parsed = md("""# Vores skabelon
## Dagsorden
### Punkt 1: Velkomst
Varighed: 10 min.
Chefen byder velkommen til alle deltagere og fortæller kort om dagens formål.
### Punkt 2: Læring
Tid: kl. 9.10-10.00
På skoleområdet skal følgende data fremlægges:
- Karaktergennemsnit
- Kompetencedækning

På dagtilbudsområdet skal følgende data fremlægges:
- Sprogvurderinger
- Sygefravær
### Punkt 3: Afslutning
(15 min)
## Årets fokus
- Mellemformer
- For skoler: Udskolingen

Kun for dagtilbud:
- Ro til de yngste
""")
    assert items(parsed) == [("Velkomst", 10), ("Læring", 50), ("Afslutning", 15)]
    assert [(data.text, data.applies_to) for data in parsed.items[1].required_data] == [
        ("Karaktergennemsnit", SCHOOL),
        ("Kompetencedækning", SCHOOL),
        ("Sprogvurderinger", DAYCARE),
        ("Sygefravær", DAYCARE),
    ]
    assert [(topic.text, topic.applies_to) for topic in parsed.content.focus] == [
        ("Mellemformer", ALL),
        ("For skoler: Udskolingen", SCHOOL),
        ("Ro til de yngste", DAYCARE),
    ]


def test_the_time_on_its_own_above_the_title() -> None:
    parsed = txt("Program\n\nKl. 9.00-9.30\nVelkomst\n\nKl. 9.30-11.00\nVores børn\nHvad ser vi?\n")
    assert items(parsed) == [("Velkomst", 30), ("Vores børn", 90)]
    assert [question.text for question in parsed.items[1].questions] == ["Hvad ser vi?"]


def test_sections_with_numbers_and_items_with_letters() -> None:
    parsed = txt("""Skabelon
1. Formål
Samtale om kvalitet.
2. Deltagere
Ledelse og konsulent
3. Dagsorden
a) Status 30 min
b) Fremtid 60 min
4. Opfølgning
Der følges op efter tre måneder.
""")
    assert items(parsed) == [("Status", 30), ("Fremtid", 60)]
    assert parsed.purpose == "Samtale om kvalitet."
    assert parsed.follow_up == ["Der følges op efter tre måneder."]
