"""Other wordings of a purpose, required data and numbered items; lead-ins stay with their entries."""

import pytest

from meetings.template.importing.report import Meaning
from meetings.units.enums import AppliesTo
from tests.meetings.template.importing.documents import agenda, text
from tests.meetings.template.importing.parsed_examples import docx, items, md

ALL, SCHOOL, DAYCARE = AppliesTo


@pytest.mark.parametrize(
    "heading",
    [
        "Formål", "Hensigten med mødet", "Intention", "Hvorfor mødes vi", "Hvorfor holder vi dialogmøder",
        "Målet med mødet",
        "Baggrund og formål", "Det vil vi opnå", "Hvad vil vi opnå med dialogmødet", "Idéen bag mødet", "Mødets formål",
        "Ambition", "Overordnet formål",
    ],
)  # fmt: skip
def test_a_purpose_under_another_heading(heading: str) -> None:
    parsed = docx(text(heading, "Heading 1"), text("At lære af hinanden."), *agenda())
    assert parsed.purpose == "At lære af hinanden."


@pytest.mark.parametrize(
    "sentence",
    ["Dialogmødet har til formål at lære.", "Hensigten med mødet er at lære.", "Vi mødes for at lære."],
)
def test_a_purpose_in_a_sentence(sentence: str) -> None:
    assert docx(text("Indledning", "Heading 1"), text(sentence), *agenda()).purpose == "at lære."


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("Følgende data er bindende:\n\n- Fravær\n- Trivselsmåling", ALL),
        ("Lovpligtige data for skoler:\n\n- Fravær\n- Trivselsmåling", SCHOOL),
        ("Dagtilbud skal som minimum have disse data med:\n\n- Fravær\n- Trivselsmåling", DAYCARE),
        ("Data, der altid indgår:\n\n- Fravær\n- Trivselsmåling", ALL),
        ("Nødvendige data:\n\n- Fravær\n- Trivselsmåling", ALL),
        ("Minimumsdata:\n\n- Fravær\n- Trivselsmåling", ALL),
        ("Obligatorisk for skoler: Fravær og Trivselsmåling", SCHOOL),
        ("Det er obligatorisk at medbringe Fravær og Trivselsmåling.", ALL),
        ("Som minimum medbringes Fravær og Trivselsmåling.", ALL),
        ("Fravær og Trivselsmåling er obligatoriske for skolerne.", SCHOOL),
        ("Fravær og Trivselsmåling skal indgå.", ALL),
        ("Fravær og Trivselsmåling er et krav for dagtilbud.", DAYCARE),
    ],
)
def test_required_data_in_other_words(said: str, scope: AppliesTo) -> None:
    (item,) = md(f"# Dagsorden\n\n1. Data, 30 min\n\n{said}\n").items
    assert [(data.text, data.applies_to) for data in item.required_data] == [
        ("Fravær", scope),
        ("Trivselsmåling", scope),
    ]


@pytest.mark.parametrize(
    "said",
    ["Vi drøfter data om fravær og trivsel.", "Enheden vælger selv sine data.", "Data kan være fravær og trivsel."],
)
def test_data_that_is_not_required_is_text(said: str) -> None:
    (item,) = md(f"# Dagsorden\n\n1. Data, 30 min\n\n{said}\n").items
    assert item.required_data == []


@pytest.mark.parametrize(
    "title",
    [
        "Punkt 1: Velkomst (10 min)", "9.00-9.10 Punkt 1: Velkomst", "Pkt. 1 Velkomst, 10 min",
        "Punkt 1 – Velkomst (10 min)",
        "Dagsordenspunkt 1: Velkomst (10 min)", "1. punkt: Velkomst (10 min)", "Punkt nr. 1: Velkomst (10 min)",
        "Punkt I: Velkomst (10 min)", "Punkt A: Velkomst (10 min)", "II. Velkomst (10 min)", "9.00-9.10 2. Velkomst",
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", ["Heading 2", "List Number", "List Bullet", None])
def test_the_number_of_an_item_is_not_part_of_its_title(title: str, style: str | None) -> None:
    if style and style.startswith("List") and title.startswith("II."):
        return  # a numeral after Word's own number is a word
    parsed = docx(text("Dagsorden", "Heading 1"), text(title, style), text("Data, 20 min", style))
    assert items(parsed)[0] == ("Velkomst", 10)


def test_a_number_alone_above_its_title() -> None:
    parsed = md("# Dagsorden\n\n## Punkt 1\n\nVelkomst (10 min)\n\n## Punkt 2\n\nData (20 min)\n")
    assert items(parsed) == [("Velkomst", 10), ("Data", 20)]


def test_lead_ins_stay_with_their_entries() -> None:
    (item,) = md("""# Dagsorden

1. Data, 30 min

Vi ser på det, der er vigtigst for børnene. Vi drøfter følgende spørgsmål:

- Hvad ser vi?

I år er der særligt fokus på følgende emner:

- Sprog
- Leg

Særskilt for skoler:

- Udskoling

Skolerne skal medbringe følgende data:

- Fravær
""").items
    assert item.purpose == "Vi ser på det, der er vigtigst for børnene."
    assert item.questions_lead_in == "Vi drøfter følgende spørgsmål:"
    assert [(topic.text, topic.lead_in, topic.applies_to) for topic in item.focus] == [
        ("Sprog", "I år er der særligt fokus på følgende emner:", ALL),
        ("Leg", "", ALL),
        ("Udskoling", "Særskilt for skoler:", SCHOOL),
    ]
    assert [data.lead_in for data in item.required_data] == ["Skolerne skal medbringe følgende data:"]
    assert item.parts == []


def test_a_lead_in_without_entries_is_text() -> None:
    (item,) = md("# Dagsorden\n\n1. Data, 30 min\n\nFølgende data skal med:\n\n- Hvilke?\n").items
    assert [part.text for part in item.parts] == ["Følgende data skal med:"]


@pytest.mark.parametrize(
    "title", ["9.00 ⇢ 9.45 Velkomst", "9.00 • 9.45 Velkomst", "9.00 til omkring middag", "9.00 / 9.45 Velkomst"]
)
def test_a_title_that_begins_with_part_of_the_time_is_reported(title: str) -> None:
    parsed = md(f"# Dagsorden\n\nkl. {title}\n\nkl. 10.00-11.00 Data\n")
    doubted = [one.target for entry in parsed.report for one in entry.findings if one.meaning is Meaning.DOUBTFUL_TIME]
    assert doubted == [parsed.items[0].title]


@pytest.mark.parametrize(
    "time",
    [
        "9.00 til ca. 9.45", "9.00 - kl. 9.45", "9.00 → 9.45", "9.00 ➔ 9.45", "9.00 --> 9.45", "9.00->9.45",
        "9:00−9:45",
        "9.00 ― 9.45", "ca. 9.00 til ca. kl. 9.45", "9.00 til og med 9.45",
    ],
)  # fmt: skip
def test_time_spans_with_other_dashes(time: str) -> None:
    parsed = md(f"# Dagsorden\n\nkl. {time} Velkomst\n\nkl. 10.00-11.00 Data\n")
    assert items(parsed) == [("Velkomst", 45), ("Data", 60)]
