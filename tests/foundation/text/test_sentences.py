"""Splitting into sentences: a full stop of a number or an abbreviation ends none."""

import pytest

from foundation.text.sentences import first_sentence, sentences, without_full_stop


@pytest.mark.parametrize(
    "text",
    [
        "Vi gav 2. klasse ansvaret for frugten.",
        "I 3.-4. klasse skriver de bl.a. Dagbøger, f.eks. Om dyr, m.m.",
        "Vi mødes kl. 9.30 i hallen, jf. Bakkeskolens plan.",
        "Det skete d. 12. Maj, evt. Dagen efter.",
        "Hun sagde: »Hvad nu?« og lo.",
        "Den 1. og 2. Halvdel gik godt, osv. Fortsættelse følger ca. 2027.",
        "„Må jeg være med?“ spurgte han.",
        "Lærer A. Holm læste højt (kap. 3) for børnehaven.",
    ],
)
def test_one_sentence_is_not_cut(text):
    assert list(sentences(text)) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det regnede. Vi gik ud.", "Det regnede."),
        ("Hvad nu? Vi gik ud.", "Hvad nu?"),
        ("Vi ventede… Så kom hun.", "Vi ventede…"),
        ("Han sagde: »Kom.« Vi kom.", "Han sagde: »Kom.«"),
        ("\n  \nFørste linje\nAnden linje", "Første linje"),
        ("De talte om 2. Klasse. Og om os.", "De talte om 2. Klasse."),
        ("Vi var ude. 12 børn fandt dyr.", "Vi var ude."),
        (" \n ", ""),
    ],
)
def test_the_first_sentence(text, expected):
    assert first_sentence(text) == expected


@pytest.mark.parametrize(
    ("sentence", "title"), [("Det regnede.", "Det regnede"), ("Kogler m.m.", "Kogler m.m."), ("Vi gav 2.", "Vi gav 2.")]
)
def test_a_sentence_becomes_a_title(sentence, title):
    assert without_full_stop(sentence) == title
