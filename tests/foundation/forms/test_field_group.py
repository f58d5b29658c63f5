"""A field in its layout: label, hint, error and field, tied together for screen readers."""

import pytest
from django import forms
from django.forms import BoundField

from foundation.cpr_check.forms import Form


class Sample(Form):
    name = forms.CharField(label="Navn & titel", help_text="Som på <b>skiltet</b>")
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("a", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Aftalt", required=False)


def group(name: str, data: dict[str, str] | None = None) -> str:
    return Sample(data)[name].as_field_group()


def test_label_and_hint_belong_to_the_field():
    found = group("name")
    assert '<label class="lr-field__label" for="id_name">Navn &amp; titel</label>' in found
    assert '<div class="lr-field__hint" id="id_name_helptext">Som på <b>skiltet</b></div>' in found
    assert 'aria-describedby="id_name_helptext"' in found


def test_what_is_optional_says_so_but_a_tick():
    assert 'Note <span class="lr-field__optional">(valgfrit)</span></label>' in group("note")
    assert "lr-field--tick" in group("agreed") and "valgfri" not in group("agreed")


def test_choices_have_a_legend():
    found = group("kind")
    assert '<fieldset><legend class="lr-field__label" id="id_kind_legend">Slags</legend>' in found
    assert found.endswith("</fieldset></div>") and "<label class=" not in found


def test_an_error_is_read_with_the_field():
    found = group("kind", {})
    assert "lr-field--error" in found and '<fieldset aria-describedby="id_kind_error">' in found
    assert '<div class="lr-field__error" id="id_kind_error">' in found and 'class="sr-only">Fejl: </span>' in found
    assert "lr-field__error" not in group("note", {})


@pytest.mark.parametrize("value", [None, "", 0, '<Å & "B">'])
def test_a_hidden_input_is_written_as_django_writes_it(value: object):
    class Hidden(Sample):
        key = forms.CharField(widget=forms.HiddenInput({"data-part": "<x>"}), required=False)

    for form in (Hidden(initial={"key": value}), Hidden({"key": value}, prefix="p", auto_id=False)):
        field = form["key"]
        assert str(field) == BoundField.as_widget(field)
