"""Nouns whose plural begins differently."""

import pytest

from foundation.search.irregular_words import forms_in_both_numbers


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("barn", "børn"), ("barnet", "barn"), ("børn", "barn"), ("Børnene", "barnet"), ("barnets", "børnenes"),
        ("bog", "bøgerne"),
        ("skolebarn", "skolebørn"), ("formænd", "formand"), ("natten", "nætter"), ("køer", "ko"), ("mødre", "mor"),
    ],
)  # fmt: skip
def test_one_form_gives_those_of_both_numbers(typed: str, form: str) -> None:
    assert form in forms_in_both_numbers(typed)


@pytest.mark.parametrize("word", ["skov", "", "barndom", "børnehave", "12", "bisko", "kanon"])
def test_other_words_have_none(word: str) -> None:
    assert forms_in_both_numbers(word) == ()
