"""Which form fields are checked for CPR numbers: text that people write, not choices or values that we made."""

import json
from typing import Any

import pytest
from django import forms
from wagtail.admin.rich_text import DraftailRichTextArea

from foundation.cpr_forms.forms import Form

#: Nobody's: the four last digits are made up.
NUMBER = "120315-1234"
#: A hash with ten digits like a person's.
HASH = "ab1203151234cd" + "e" * 50
#: How Draftail sends a paragraph.
PARAGRAPH = {
    "key": "a", "text": f"Emil {NUMBER}", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [],
}  # fmt: skip


class Letter(Form):
    made_by_us = frozenset({"reference"})

    words = forms.CharField(required=False)
    many = forms.CharField(required=False, widget=forms.Textarea)
    rich = forms.CharField(required=False, widget=DraftailRichTextArea)
    mail = forms.EmailField(required=False)
    data = forms.JSONField(required=False)
    password = forms.CharField(required=False, widget=forms.PasswordInput)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    reference = forms.CharField(required=False)
    chosen = forms.ChoiceField(required=False, choices=[(NUMBER, NUMBER)])
    ticked = forms.MultipleChoiceField(required=False, choices=[(NUMBER, NUMBER)])
    count = forms.IntegerField(required=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", f"Emil {NUMBER}"),
        ("words", "<p>Emil 120315 1234</p>"),
        ("words", "<b>120315</b>-1234"),
        ("words", "1203151234"),
        ("words", f"{HASH} {NUMBER}"),
        ("many", f"Emil\n{NUMBER}"),
        ("rich", json.dumps({"blocks": [PARAGRAPH], "entityMap": {}})),
        ("mail", "1203151234@egenby.dk"),
        ("data", '{"a": [{"b": "120315-1234"}]}'),
    ],
)
def test_a_number_in_a_text_field_is_refused(name: str, value: str) -> None:
    form = Letter({name: value})
    assert list(form.errors) == [name] and form.numbers_refused
    assert "1203" not in str(form.errors[name])


@pytest.mark.parametrize("name", ["password", "carried", "reference", "chosen"])
def test_fields_without_user_text_are_not_searched(name: str) -> None:
    assert Letter({name: NUMBER}).is_valid()


def test_number_and_choice_fields_are_not_searched() -> None:
    assert Letter({"count": "1203151234", "ticked": [NUMBER]}).is_valid()


def test_hashes_of_ours_are_not_taken_for_numbers() -> None:
    assert Letter({"words": HASH, "data": f'["{HASH}"]'}).is_valid()


def test_numbers_in_the_initial_value_are_not_asked_about_again() -> None:
    stood: dict[str, Any] = {"initial": {"words": f"Emil {NUMBER}"}}
    assert Letter({"words": f"Emil {NUMBER} igen"}, **stood).is_valid()
    assert not Letter({"words": f"{NUMBER} og 130315-1234"}, **stood).is_valid()
