import pytest

from meetings.evidence.body import with_answers
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from tests.meetings.evidence.scene import TODAY


def title(text, kind=EvidenceKind.PRACTICE_NARRATIVE, name="situation"):
    return suggested_title(kind, with_answers([], spec_of(kind), {name: text}), TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det regnede. Vi gik ud.", "Det regnede"),
        ("Hvem må være med? Det spurgte hun om.", "Hvem må være med?"),
        ("Første linje\nAnden linje", "Første linje"),
        ("Vi gav 2. klasse ansvaret for frugten. Det gik godt.", "Vi gav 2. klasse ansvaret for frugten"),
        ("I 3.-4. klasse talte vi kl. 9.30 om bl.a. dyr. Så gik vi.", "I 3.-4. klasse talte vi kl. 9.30 om bl.a. dyr"),
        ("", "Praksisfortælling fra 1. oktober 2026"),
    ],
)
def test_the_first_sentence_or_the_day(text, expected):
    assert title(text) == expected


def test_long_sentences_are_cut():
    long = title("Vi opdagede " + "meget " * 40)
    assert len(long) <= 70
    assert long.endswith(" …")


def test_a_long_title_ends_with_a_whole_word_and_at_no_abbreviation():
    text = "Børnene i den store gruppe byggede en lang bane sammen med vores 2. klasse"
    assert title(text) == "Børnene i den store gruppe byggede en lang bane sammen med vores …"
    assert len(title("x" * 200)) <= 70


def test_a_text_about_photos_is_their_title():
    assert title("Vandhullet i uge 38", EvidenceKind.PHOTOS, "text") == "Vandhullet i uge 38"


def test_the_title_of_evidence_without_a_day():
    assert suggested_title(EvidenceKind.FILM, [], None) == "Film"
