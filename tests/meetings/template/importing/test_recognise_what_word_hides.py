"""Agendas for each kind of unit, odd heading levels, and text outside the body, as in real documents."""

from meetings.template.enums import StepKind
from meetings.units.enums import AppliesTo
from tests.meetings.template.importing.documents import agenda, text, xml
from tests.meetings.template.importing.parsed_examples import docx, items, kept, md, txt

ALL, SCHOOL, DAYCARE = AppliesTo


def test_an_agenda_for_each_kind_of_unit() -> None:
    parsed = md("""# Dialogmøder i Birkerum
## Dagsorden for skoler
1. Elevernes læring, 60 min
2. Afrunding, 15 min
## Dagsorden for dagtilbud
1. Børnenes leg, 45 min
2. Afrunding, 15 min
""")
    assert [(item.title, item.applies_to) for item in parsed.items] == [
        ("Elevernes læring", SCHOOL),
        ("Afrunding", SCHOOL),
        ("Børnenes leg", DAYCARE),
        ("Afrunding", DAYCARE),
    ]
    assert parsed.total_minutes == 75


def test_one_item_for_one_kind_of_unit() -> None:
    parsed = docx(
        *agenda("Status (kun skoler), 20 min", "Kun for dagtilbud: Leg, 10 min", "Skolens og dagtilbuddets mål, 5 min")
    )
    assert [item.applies_to for item in parsed.items] == [SCHOOL, DAYCARE, ALL]


def test_an_invitation_without_any_heading() -> None:
    parsed = txt("""Invitation til årligt møde

Kære leder

Vi glæder os til at besøge jer. Mødet varer to timer.

1) Rundvisning (30 min)
2) Samtale om jeres data (75 min)
3) Aftaler (15 min)

Venlig hilsen
Mette Toftegaard
""")
    assert items(parsed) == [("Rundvisning", 30), ("Samtale om jeres data", 75), ("Aftaler", 15)]
    assert (parsed.total_minutes, parsed.total_is_sum) == (120, False)
    assert "Kære leder" in kept(parsed)
    assert [person.name for person in parsed.persons] == ["Mette Toftegaard"]


def test_headings_as_items_without_an_agenda_heading() -> None:
    parsed = md(
        "# Vores møde\n\n## Velkomst (10 min)\n\nKaffe.\n\n## Data (60 min)\n\nHvad ser vi?\n\n"
        "## Opfølgning\n\nSenere.\n"
    )
    assert items(parsed) == [("Velkomst", 10), ("Data", 60)]
    assert parsed.follow_up == ["Senere."]


def test_items_on_the_same_level_as_the_heading_of_the_agenda() -> None:
    parsed = docx(
        text("Vores møde", "Title"),
        text("Dagsorden", "Heading 1"),
        text("Velkomst (10 min)", "Heading 1"),
        text("Kaffe."),
        text("Data (60 min)", "Heading 1"),
        text("Efter mødet", "Heading 1"),
        text("Vi ses."),
    )
    assert items(parsed) == [("Velkomst", 10), ("Data", 60)]
    assert parsed.follow_up == ["Vi ses."]


def test_follow_up_can_be_an_item_of_the_agenda() -> None:
    parsed = md(
        "# M\n\n## Dagsorden\n\n1. Opfølgning på sidste års aftaler, 20 min\n2. Forberedelse\n3. Efter pausen, 10 min\n"
    )
    assert [item.title for item in parsed.items] == ["Opfølgning på sidste års aftaler", "Forberedelse", "Efter pausen"]


def test_bold_items_with_steps_that_have_times() -> None:
    parsed = md(
        "## Dagsorden\n\n**Velkomst**\n\n- oplæg (5 min)\n- runde (10 min)\n\n**Data**\n\n- drøftelse (45 min)\n"
    )
    assert [item.title for item in parsed.items] == ["Velkomst", "Data"]
    assert [item.minutes for item in parsed.items] == [None, None]


def test_a_long_first_line_is_cut_into_title_and_text() -> None:
    long = (
        "Velkomst. Chefen byder velkommen til alle, fortæller om dagens gang og spørger hver deltager, "
        "hvad de håber at gå hjem med. 10 min"
    )
    parsed = docx(*agenda(long, "Data, 20 min"))
    assert items(parsed) == [("Velkomst", 10), ("Data", 20)]
    assert "fortæller om dagens gang" in parsed.items[0].purpose


def test_tracked_changes_count_as_accepted() -> None:
    parsed = docx(
        *agenda("Status, 20 min"),
        xml(
            '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t xml:space="preserve">Data, </w:t></w:r>'
            '<w:del w:id="1" w:author="x"><w:r><w:delText>30 min</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>45 min</w:t></w:r></w:ins></w:p>'
        ),
    )
    assert items(parsed) == [("Status", 20), ("Data", 45)]
    assert "30 min" not in " ".join(kept(parsed))


def test_an_agenda_inside_a_content_control_and_a_text_box() -> None:
    control = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Dagsorden</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>1. Status, 20 min</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>2. Data, 40 min</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert items(docx(text("Vores møde", "Title"), xml(control))) == [("Status", 20), ("Data", 40)]
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{control}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert items(docx(text("Vores møde", "Title"), xml(box))) == [("Status", 20), ("Data", 40)]


def test_who_may_and_who_must_take_part() -> None:
    parsed = md("""## Deltagere
Skal deltage:
- Aftaleholderen
- TR og AMR

Kan deltage:
- Skolebestyrelsens formand

## Dagsorden
1. Status 10 min
""")
    assert [(one.role.value, one.requirement.value) for one in parsed.participants] == [
        ("agreement_holder", "must"),
        ("staff_representative", "must"),
        ("staff_representative", "must"),
        ("board_representative", "may"),
    ]
    assert kept(parsed) == []


def test_data_required_in_a_sentence_and_under_a_heading() -> None:
    parsed = md("""## Dagsorden
1. Data, 30 min

Skolerne medbringer fraværsdata, trivselsmåling og karakterer.

Alle enheder skal medbringe APV.

## Obligatoriske data
- Sygefravær
- Skoler: nationale test, klassetrivsel
""")
    demanded = [(data.text, data.applies_to) for content in parsed.contents for data in content.required_data]
    assert demanded == [
        ("Sygefravær", ALL),
        ("nationale test", SCHOOL),
        ("klassetrivsel", SCHOOL),
        ("fraværsdata", SCHOOL),
        ("trivselsmåling", SCHOOL),
        ("karakterer", SCHOOL),
        ("APV", ALL),
    ]


def test_margins_notes_and_contents_are_kept_with_their_place() -> None:
    def margin(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = "Solby Kommune"  # type: ignore[attr-defined]

    parsed = docx(margin, *agenda("Status, 20 min", "Data, 10 min"))
    assert [one.text for one in parsed.kept_as_text] == ["Solby Kommune"]
    assert parsed.kept_as_text[0].where == "Sidehoved"


def test_bold_labels_and_items_with_dashes() -> None:
    parsed = md("""# Dialogmøde – Nordby Kommune

**Formål:** Vi vil styrke fællesskabet om børnene.

**Deltagere:** Skoleleder, souschef, evt. formand for skolebestyrelsen samt skolechefen og udviklingskonsulent.

**Tidsramme:** kl. 8.30–12.15

## Forberedelse inden mødet

1. Formøde med udviklingskonsulenten (1½ time): vælger data og afgrænser
2. Heldag for ledelsen, hvor data læses

## Dagsorden til dialogmøde 2026/2027

### Punkt 1 – Velkomst (kl. 8.30–8.45)

### Punkt 2 – Data og trivsel (kl. 8.45–10.00)

Børns perspektiv: tegninger, interviews
Medarbejdernes perspektiv: APV, trivselsmåling

**Skoler skal medbringe:**

- Elevfravær

### Pause (kl. 10.00–10.15)

### Punkt 3 – Årets temaer (kl. 10.15–11.45)

Fokus i år:

- Overgange
- Sprog (kun dagtilbud)
- Udskoling (kun skoler)

## Opfølgning efter mødet

Referat sendes senest efter en uge af konsulent Tove Brandt.
""")
    assert items(parsed) == [("Velkomst", 15), ("Data og trivsel", 75), ("Pause", 15), ("Årets temaer", 90)]
    assert parsed.purpose == "Vi vil styrke fællesskabet om børnene."
    assert (parsed.total_minutes, parsed.school_year) == (225, "2026/2027")
    assert [(step.kind, step.minutes) for step in parsed.preparation] == [
        (StepKind.INITIAL, 90),
        (StepKind.FULL_DAY, None),
    ]
    second, last = parsed.items[1], parsed.items[3]
    assert [(one.kind.value, one.examples) for one in second.perspectives] == [
        ("children", ["tegninger", "interviews"]),
        ("staff", ["APV", "trivselsmåling"]),
    ]
    assert [(data.text, data.applies_to) for data in second.required_data] == [("Elevfravær", SCHOOL)]
    assert [topic.applies_to for topic in last.focus] == [ALL, DAYCARE, SCHOOL]
    assert kept(parsed) == []


def test_the_sum_under_the_items_is_the_length_but_a_smaller_sum_is_not() -> None:
    parsed = md(
        "## Dagsorden\n\n1. Data (40 min)\n\nI alt 20 min til spørgsmål\n\n2. Slut (30 min)\n\n**I alt: 75 minutter**\n"
    )
    assert items(parsed) == [("Data", 40), ("Slut", 30)]
    assert (parsed.total_minutes, parsed.total_is_sum) == (75, False)
    assert kept(parsed) == ["I alt 20 min til spørgsmål"]
