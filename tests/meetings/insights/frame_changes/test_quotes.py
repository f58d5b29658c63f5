"""What editors read of approved minutes: two texts, without names."""

import pytest

from meetings.insights.frame_changes.quotes import quotes_of, without_names
from tests.meetings.insights.frame_changes.scene import DATA, OWN, approved, next_template
from tests.meetings.minutes import scene as minutes_scene

pytestmark = pytest.mark.django_db


def test_only_what_approved_minutes_said_about_frame_and_content_is_read():
    frame = next_template()
    approved(adjust_frame="Mødet var for langt", adjust_content="Færre spørgsmål")
    minutes_scene.submitted(adjust_frame="Endnu ikke godkendt")
    found = quotes_of(frame.cycle)
    assert {(quote.about, quote.text) for quote in found} == {
        ("Det skal vi justere i rammen", "Mødet var for langt"),
        ("Det skal vi justere i indholdet", "Færre spørgsmål"),
    }
    assert [quote.key for quote in found] == sorted(quote.key for quote in found)


def test_the_unit_and_its_people_are_not_named():
    frame = next_template()
    approved(adjust_frame="Lise Lund og Mia på Skovskolen vil begynde kl. 9.\nSig det til Lises team.")
    (quote,) = quotes_of(frame.cycle)
    assert quote.text == "[navn] og [navn] på [navn] vil begynde kl. 9.\nSig det til [navn] team."
    assert without_names("Vi hos Skovskolens elever", {"Skovskolen"}) == "Vi hos [navn] elever"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Mere tid til jeres egne indsatser, tak", {OWN}),
        ("Punkt 1 og punkt 2 kan slås sammen", {DATA, OWN}),
        ("Punkt 7 var godt", set()),
        ("Mødet var for langt", set()),
    ],
)
def test_a_quote_belongs_to_the_items_it_names(text, titles):
    frame = next_template()
    approved(adjust_frame=text)
    (quote,) = quotes_of(frame.cycle)
    assert quote.items == {frame.item(title) for title in titles}
