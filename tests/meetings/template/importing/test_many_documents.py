"""Twenty templates in other styles: what is recognised in each, and that no visible word is lost."""

import io
import re
import zipfile

import pytest
from lxml import etree

from meetings.template.importing import ParsedTemplate, parse_document, read_document
from meetings.template.importing.report import words_of
from meetings.units.enums import AppliesTo
from tests.meetings.template.importing.many_documents import DOCUMENTS
from tests.meetings.template.importing.many_markdown import MARKDOWN
from tests.meetings.template.importing.parsed_examples import items, kept
from tests.meetings.template.importing.test_nothing_is_dropped import BETWEEN, strings

ALL, SCHOOL, DAYCARE = AppliesTo
SHOWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
# Words of list markers, which the list of items generates itself.
MARKS = {*map(str, range(1, 13)), *"abcde", "i", "ii", "iii", "iv", "punkt", "pkt"}


def read(name: str) -> ParsedTemplate:
    return parse_document(read_document(*DOCUMENTS[name]))


def visible_words(data: bytes, filename: str) -> set[str]:
    """The words that a reader of the document sees, extracted without our own readers."""
    if filename.endswith(".md"):
        return set(words_of(data.decode()))
    shown = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if SHOWN.fullmatch(part):
                for paragraph in etree.fromstring(archive.read(part)).iter("{*}p"):
                    own = [
                        one
                        for one in paragraph.iter("{*}t", "{*}br", "{*}tab")
                        if next(one.iterancestors("{*}p")) is paragraph
                    ]
                    texts = [one.text or "" if one.tag.endswith("}t") else " " for one in own]
                    shown.append("".join(texts).replace("\u00ad", ""))
    return set(words_of(" ".join(shown)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_visible_word_is_recognised_or_kept(name: str) -> None:
    found = set(words_of(" ".join(strings(read(name))))) | BETWEEN | MARKS
    assert visible_words(*DOCUMENTS[name]) - found == set()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encoding_and_line_endings_change_nothing(encoding: str, ending: str) -> None:
    source = MARKDOWN["headings and times in words"]
    changed = parse_document(read_document(source.replace("\n", ending).encode(encoding), "skabelon.md"))
    assert list(strings(changed)) == list(strings(read("headings and times in words")))


def test_times_of_day_on_lines_of_their_own() -> None:
    parsed = read("times of day on lines of their own")
    assert items(parsed) == [
        ("Velkomst og rundvisning på hele skolen sammen med eleverne", 45),
        ("Pause", 15),
        ("Skolens resultater (skoler)", 90),
        ("Frokost", 30),
        ("Vores kerneopgave", 45),
        ("Tak for i dag", 15),
    ]
    assert [item.applies_to for item in parsed.items] == [ALL, ALL, SCHOOL, ALL, ALL, ALL]
    assert parsed.purpose == "at styrke kvaliteten i enhederne."
    assert [one.role.value for one in parsed.participants] == [
        "agreement_holder", "leadership_team", "staff_representative", "board_representative", "head_of_area",
    ]  # fmt: skip
    assert parsed.follow_up == ["Konsulenten skriver referat inden 14 dage."]
    assert kept(parsed) == []


def test_headings_and_times_in_words() -> None:
    parsed = read("headings and times in words")
    assert items(parsed) == [("Velkomst", 30), ("Årets tal", 90), ("Fælles indsatser", 90), ("Afrunding", 15)]
    assert [part.applies_to for part in parsed.items[2].parts] == [SCHOOL, DAYCARE]
    assert [one.requirement.value for one in parsed.participants] == ["must", "must", "may"]
    assert [step.minutes for step in parsed.preparation] == [None, 60]


def test_items_in_one_paragraph_are_not_joined_as_wrapped_text() -> None:
    assert items(read("Pkt. in one paragraph")) == [
        ("Velkomst ved den nye daglige leder og bestyrelsen", 10),
        ("Siden sidst", 45),
        ("Vores data", 45),
        ("Frokost", 30),
        ("Sprog og leg", 90),
        ("Evt.", 5),
    ]


def test_roman_numerals_are_list_markers() -> None:
    parsed = read("Roman numerals")
    assert items(parsed) == [("Status på aftalen", 40), ("Nye mål", 60), ("Pause", 10), ("Opsamling", 20)]
    assert parsed.items[2].is_break
    assert [question.text for question in parsed.items[0].questions] == ["Hvad er lykkedes?", "Hvad er ikke lykkedes?"]
    assert [part.applies_to for part in parsed.items[1].parts] == [SCHOOL, DAYCARE]


def test_a_cell_with_the_kind_of_unit() -> None:
    parsed = read("a table with whom it is for")
    assert [(item.title, item.minutes, item.applies_to) for item in parsed.items] == [
        ("Morgenmad", 15, ALL),
        ("Kvalitetsrapport", 45, SCHOOL),
        ("Læreplan", 45, DAYCARE),
        ("Fælles indsatser", 75, ALL),
    ]
    assert kept(parsed) == ["Sted: På skolen", "Hvem: Alle"], "the end of the day is no text of its own"
    parsed = read("a table of times")
    assert [item.applies_to for item in parsed.items] == [ALL, ALL, ALL, SCHOOL]
    assert [data.text for data in parsed.items[1].required_data] == ["trivselsmålingen"]
    assert "Bemærkninger: –" not in kept(parsed)
    assert [item.applies_to for item in read("merged and nested cells").items] == [ALL, SCHOOL, DAYCARE]


def test_text_after_title_and_time() -> None:
    parsed = read("text behind the time")
    assert [(item.title, item.minutes, item.applies_to) for item in parsed.items] == [
        ("Opfølgning på sidste års aftaler", 20, ALL),
        ("Elevernes faglige niveau", 40, SCHOOL),
        ("Børnenes sprog", 40, DAYCARE),
        ("Nye aftaler", 60, ALL),
    ]
    assert [question.text for question in parsed.items[0].questions] == [
        "Hvad skete der?",
        "Hvad blev ikke til noget?",
    ]
    assert [data.text for data in parsed.items[1].required_data] == ["karakterer", "nationale tests", "elevfravær"]
    assert parsed.items[3].purpose == "Højst tre. *Hver aftale har en ejer og en dato.*"
    assert parsed.total_minutes == 120


def test_items_for_one_kind_of_unit_or_for_all_but_one() -> None:
    assert [item.applies_to for item in read("only or not for one kind").items] == [
        SCHOOL, DAYCARE, SCHOOL, DAYCARE, SCHOOL, ALL, DAYCARE, SCHOOL, DAYCARE, SCHOOL, DAYCARE, SCHOOL,
    ]  # fmt: skip
    parsed = read("one kind under a bold line")
    assert [item.applies_to for item in parsed.items] == [ALL, ALL], "the two bold lines are parts of one item"
    assert [part.applies_to for part in parsed.items[0].parts] == [SCHOOL, SCHOOL, DAYCARE, DAYCARE, DAYCARE]
    assert [part.applies_to for part in parsed.items[1].parts] == [ALL, SCHOOL, SCHOOL]


def test_each_sentence_requires_data_of_its_kind_of_unit() -> None:
    parsed = read("labels in bold and lists that begin again")
    assert items(parsed) == [
        ("Hvor er vi?", 60), ("Hvor skal vi hen?", 45), ("Pause", 15), ("Hvordan kommer vi derhen?", 90),
    ]  # fmt: skip
    assert [(data.text, data.applies_to) for data in parsed.items[0].required_data] == [
        ("karakterer", SCHOOL), ("fravær", SCHOOL), ("trivsel", SCHOOL), ("sprogvurderinger", DAYCARE),
    ]  # fmt: skip
    assert [topic.applies_to for topic in parsed.items[1].focus] == [ALL, ALL, SCHOOL]
    assert len(parsed.items[0].perspectives) == 3
    assert [one.requirement.value for one in parsed.participants] == ["must", "must", "must", "may", "may"]
    assert parsed.total_minutes == 180


@pytest.mark.parametrize(
    ("name", "expected", "total"),
    [
        ("no times but the meeting's", ["Velkomst", "Siden sidst", "Data", "Aftaler"], 120),
        ("no times but a break's", ["Velkomst", "Data", "Pause", "Aftaler"], None),
    ],
)
def test_one_timed_line_does_not_outweigh_the_numbered_items(name: str, expected: list[str], total: int | None) -> None:
    parsed = read(name)
    assert [item.title for item in parsed.items] == expected
    assert parsed.total_minutes == total


def test_times_written_out() -> None:
    assert [item.minutes for item in read("times written out").items] == [10, 25, 75, 5, 45, 75, 5, 90, 90]


def test_a_heading_without_time_among_timed_ones_ends_the_agenda() -> None:
    parsed = read("bold headings")
    assert [item.minutes for item in parsed.items] == [75, 15, 45, 45]
    assert parsed.follow_up == ["Centerchefen sender et brev med de vigtigste aftaler."]
    parsed = read("numbers counted by Word")
    assert (parsed.title, [item.minutes for item in parsed.items]) == ("Ramme for læringssamtaler", [5, 50, 20])
    assert parsed.follow_up == ["Skolechefen følger op i marts."]


def test_hidden_text_in_word() -> None:
    parsed = read("what Word hides")
    assert items(parsed) == [("Velkomst", 15), ("Praksisfortællinger", 75), ("Mål og aftaler", 45)]
    assert kept(parsed).count("Tekstboks: husk kaffe") == 1
    assert "Slettet" not in " ".join(strings(parsed))
    assert items(read("rows in one paragraph")) == [("Status", 20), ("Fremad", 40), ("Tak", 5)]


def test_numbered_headings_and_perspectives_in_one_line() -> None:
    parsed = read("numbered headings")
    assert items(parsed) == [("Resultater", 75), ("Retning", 45)]
    assert [one.kind.value for one in parsed.items[1].perspectives] == ["children", "staff", "parents"]
    assert (parsed.purpose, parsed.follow_up) == ("At skabe retning.", ["Der følges op."])


def test_labels_without_headings() -> None:
    parsed = read("labels without headings")
    assert items(parsed) == [("Status", 40), ("Udvikling", 90), ("Aftaler", 80)]
    assert (parsed.total_minutes, parsed.frequency) == (210, "Oktober-november")
    assert [one.role.value for one in parsed.participants] == [
        "agreement_holder", "leadership_team", "head_of_area", "consultant", "board_representative",
    ]  # fmt: skip
    assert [topic.text for topic in parsed.items[1].focus] == ["Sprog", "Natur", "Bevægelse"]
    assert kept(parsed) == ["Hvad skal være klar: Selvevaluering, senest 3 uger før"]


def test_questions_as_headings() -> None:
    parsed = read("questions as headings")
    assert items(parsed) == [("Velkomst", 10), ("Vores resultater", 45), ("Opsamling", 15)]
    assert parsed.purpose == "Vi vil lære af hinanden."
    assert [step.kind.value for step in parsed.preparation] == ["other", "initial", "full_day"]
    assert parsed.follow_up == ["Der laves referat."]
    assert [one.role.value for one in parsed.participants] == [
        "agreement_holder", "leadership_team", "staff_representative", "head_of_area", "consultant",
    ]  # fmt: skip


def test_capital_letters_are_list_markers() -> None:
    parsed = read("capital letters")
    assert [item.title for item in parsed.items] == [
        "Siden sidst",
        "Data",
        "Tema: Tidlige indsatser",
        "Pause",
        "Frokost",
    ]
    assert [item.is_break for item in parsed.items] == [False, False, False, True, True]


def test_labels_in_the_items() -> None:
    parsed = read("labels in the items")
    assert [(item.minutes, item.applies_to) for item in parsed.items] == [(80, ALL), (30, SCHOOL), (30, ALL)]
    assert (parsed.total_minutes, parsed.total_is_sum) == (140, True), "an item's length is not the meeting's"
    assert [(data.text, data.applies_to) for data in parsed.items[0].required_data] == [
        ("karakterer", SCHOOL), ("tilsynsrapport", DAYCARE),
    ]  # fmt: skip
