"""Conversion of parsed items: time notes, perspectives with more text than their label, and limits."""

import pytest

from meetings.template.document.items import item_block, time_note
from meetings.template.enums import Perspective as PerspectiveKind
from meetings.template.importing.parsed_template import (
    ParsedContent,
    ParsedItem,
    ParsedItemText,
    ParsedPerspective,
    ParsedQuestion,
)
from meetings.units.enums import AppliesTo


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ca. 1,5 time.", "ca."),
        ("45 min.", ""),
        ("1½ time", ""),
        ("1 time og 30 minutter", ""),
        ("kl. 9.00–9.45", "kl. 9.00–9.45"),
        ("9.00-9.45", "9.00-9.45"),
        ("1 time inkl. frokost", "1 time inkl. frokost"),
        ("", ""),
    ],
)
def test_the_time_note_has_what_the_minutes_do_not_express(text, note):
    assert time_note(text) == note


def test_a_question_for_schools_only_becomes_a_part_for_schools():
    item = ParsedItem(title="Data", questions=[ParsedQuestion("Hvad med prøverne?", AppliesTo.SCHOOL, 2)])
    value = item_block(item)["value"]
    assert value["questions"] == []
    assert value["parts"] == [{"text": "Hvad med prøverne?", "applies_to": "school"}]


@pytest.mark.parametrize(
    ("text", "examples", "kept"),
    [
        ("Forældre eks. tilfredshedsmåling", ["tilfredshedsmåling"], []),
        ("Forældrene i klasseråd eks. referater", ["referater"], ["Forældrene i klasseråd eks. referater"]),
    ],
)
def test_a_perspective_with_more_text_is_kept_as_a_part(text, examples, kept):
    one = ParsedPerspective(PerspectiveKind.PARENTS, text, examples, AppliesTo.ALL, 3)
    value = item_block(ParsedItem(title="Data", perspectives=[one]))["value"]
    assert value["perspectives"] == [
        {"perspective": "parents", "examples": ", ".join(examples), "applies_to": "all", "lead_in": ""}
    ]
    assert [part["text"] for part in value["parts"]] == kept


def test_minutes_beyond_the_blocks_limit_stay_as_text():
    value = item_block(ParsedItem(title="Studietur", minutes=1440, time_text="24 timer ude"))["value"]
    assert (value["minutes"], value["time_note"]) == (None, "24 timer ude")


def test_content_outside_the_items_gets_a_default_title():
    content = ParsedContent(purpose="Vi ser på data", questions=[ParsedQuestion("Hvorfor?", AppliesTo.ALL, 1)])
    value = item_block(content, title="Gælder hele mødet")["value"]
    assert (value["title"], value["minutes"], value["questions"]) == ("Gælder hele mødet", 0, ["Hvorfor?"])


@pytest.mark.parametrize(
    ("title", "text", "brings"),
    [
        ("Arbejdet med de fælles strategiske indsatser", "herunder resultater, udfordringer og sparring", "strategic"),
        ("Skolens egne udvalgte strategiske indsatser", "herunder resultater, udfordringer og sparring", "own"),
        ("Arbejdet med indsatserne", "Vi ser på resultater.", ""),
        ("Hvad siger vores data?", "herunder resultater og udfordringer", ""),
    ],
)
def test_an_item_that_asks_for_results_and_challenges_of_initiatives_asks_for_statements(title, text, brings):
    for item in (
        ParsedItem(title=title, parts=[ParsedItemText(text, AppliesTo.ALL, 2)]),
        ParsedItem(title=title, purpose=text),
    ):
        assert item_block(item)["value"]["brings"] == brings
