"""A whole template in the client's form is read completely, from Word and from Markdown."""

import dataclasses

import pytest

from meetings.template.enums import Perspective as PerspectiveKind
from meetings.template.enums import StepKind
from meetings.template.importing import ParsedTemplate, parse_document, read_document, to_json
from meetings.units.enums import AppliesTo
from tests.meetings.template.importing.documents import WHOLE_MD, given, whole_word

ALL, SCHOOL = AppliesTo.ALL, AppliesTo.SCHOOL
SOURCES = {
    "own words, Markdown": (WHOLE_MD.encode(), "skabelon.md"),
    "own words, Word": (whole_word(), "skabelon.docx"),
    **{f"given, {path.suffix}": (path.read_bytes(), path.name) for path in given()},
}


@pytest.fixture(params=SOURCES)
def parsed(request: pytest.FixtureRequest) -> ParsedTemplate:
    return parse_document(read_document(*SOURCES[request.param]))


@pytest.fixture
def own() -> ParsedTemplate:
    return parse_document(read_document(WHOLE_MD.encode(), "skabelon.md"))


def test_four_items_with_their_times(parsed: ParsedTemplate) -> None:
    assert [item.minutes for item in parsed.items] == [60, 90, 60, 30]
    assert {item.applies_to for item in parsed.items} == {ALL}
    assert not any(item.is_break for item in parsed.items)
    assert (parsed.total_minutes, parsed.total_is_sum) == (240, False)
    assert "ca. 4 time inkl. pauser" in parsed.length_text


def test_titles_are_as_written_without_the_time(own: ParsedTemplate) -> None:
    assert own.title == "Skabelon for årets dialog mellem enhederne og forvaltningen"
    assert [item.title for item in own.items] == [
        "Arbejdet med målene for området",
        "Arbejdet med de fælles indsatser på skole- og dagtilbudsområdet",
        "Dagtilbuddets/skolens egne indsatser",
        "Afrunding",
    ]
    assert [item.time_text for item in own.items] == ["ca. 1 time.", "ca. 1,5 time.", "ca. 1 time.", "ca. 30 min"]


def test_purpose_and_what_the_meeting_contributes_to(parsed: ParsedTemplate) -> None:
    assert parsed.purpose.startswith("At ")
    assert parsed.purpose.endswith("*") or parsed.purpose.endswith("*.")
    assert parsed.purpose.count("*") == 2
    assert len(parsed.contributes_to) in {2, 4}


def test_participants_are_recognised_by_role(parsed: ParsedTemplate) -> None:
    assert [(one.role.value, one.requirement.value) for one in parsed.participants] == [
        ("leadership_team", "must"),
        ("staff_representative", "must"),
        ("board_representative", "may"),
        ("head_of_area", "must"),
        ("consultant", "must"),
    ]
    assert parsed.participants[3].text == "skole- og dagtilbudschef"


def test_frequency_responsible_and_school_year(parsed: ParsedTemplate) -> None:
    assert parsed.frequency.startswith("1 gang årligt")
    assert parsed.responsible.startswith("Aftaleholder")
    assert parsed.school_year in {"2021/2022", "2026/2027"}


def test_two_preparation_steps_and_a_sentence_that_is_not_one(parsed: ParsedTemplate) -> None:
    assert [(step.kind, step.minutes) for step in parsed.preparation] == [
        (StepKind.INITIAL, 120),
        (StepKind.FULL_DAY, None),
    ]
    assert [kept.text.split()[0] for kept in parsed.kept_as_text] == ["Derudover"]
    assert parsed.kept_as_text[0].where == "Forberedelse til mødet"


def test_data_that_schools_must_bring(parsed: ParsedTemplate) -> None:
    assert [(data.text, data.applies_to) for data in parsed.items[0].required_data] == [
        ("Progressionsdata for elevernes læring og udvikling", SCHOOL),
        ("fraværdata", SCHOOL),
        ("data fra trivselsmåling", SCHOOL),
    ]
    data, perspectives = parsed.items[0].required_data, parsed.items[0].perspectives
    assert data[0].lead_in.endswith("fastlagte data, der skal behandles. Det drejer sig om følgende:")
    assert perspectives[0].lead_in.endswith("drøfte ift:")
    assert not any(one.lead_in for one in [*data[1:], *perspectives[1:]])
    assert parsed.items[0].parts == []


def test_three_perspectives_with_examples(parsed: ParsedTemplate) -> None:
    perspectives = parsed.items[0].perspectives
    assert [perspective.kind for perspective in perspectives] == [
        PerspectiveKind.CHILDREN,
        PerspectiveKind.STAFF,
        PerspectiveKind.PARENTS,
    ]
    assert [len(perspective.examples) for perspective in perspectives] == [1, 3, 1]
    assert "APV" in perspectives[1].examples


def test_focus_topics_for_all_and_for_schools(parsed: ParsedTemplate) -> None:
    focus = parsed.items[1].focus
    assert [topic.applies_to for topic in focus] == [ALL, ALL, ALL, SCHOOL]
    assert "Fællesskaber for alle" in focus[2].text
    assert "skoleprofilen" in focus[3].text
    assert focus[0].lead_in.endswith("særligt fokus på følgende emner")
    assert [topic.lead_in for topic in focus[1:]] == ["", "", "Særskilt for skoleområdet:"]
    assert "fokus" not in parsed.items[1].purpose


def test_questions_of_a_whole_template_are_recognised(parsed: ParsedTemplate) -> None:
    counts = [len(item.questions) for item in parsed.items]
    assert counts == [1, 0, 3, 2]
    assert parsed.items[2].questions[0].text == "Hvad er man optaget af?"
    assert parsed.items[3].questions[0].text == "Hvad tager vi med os?"
    assert [part.text for part in parsed.items[3].parts] == ["Konkrete aftaler"]


def test_every_item_but_the_last_has_a_purpose(parsed: ParsedTemplate) -> None:
    assert [bool(item.purpose) for item in parsed.items] == [True, True, True, False]


def test_follow_up_and_persons(parsed: ParsedTemplate) -> None:
    assert len(parsed.follow_up) == 2
    assert len({person.name for person in parsed.persons}) == 2
    assert len({person.line for person in parsed.persons}) == 1


def test_the_given_document_names_ina_and_lena() -> None:
    for path in given():
        parsed = parse_document(read_document(path.read_bytes(), path.name))
        assert [person.name for person in parsed.persons] == ["Ina", "Lena"]


def test_both_forms_give_the_same_result() -> None:
    for one, other in [("own words, Markdown", "own words, Word"), ("given, .docx", "given, .md")]:
        if one in SOURCES:
            first, second = (parse_document(read_document(*SOURCES[name])) for name in (one, other))
            assert dataclasses.asdict(first) == dataclasses.asdict(second)
            assert to_json(first) == to_json(second)
