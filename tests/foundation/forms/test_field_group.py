"""A field in its layout: label, hint, error and field, tied together for screen readers."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms import BoundField

from foundation.cpr_forms.forms import Form
from foundation.forms.quick_select import QuickSelect


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


def test_names_and_ids_are_escaped():
    class Everything(Sample):
        key = forms.CharField(widget=forms.HiddenInput, required=False)

    form = Everything({"x": "1"}, prefix='"><b>')
    for field in form:
        drawn = field.as_field_group()
        assert "<b>" not in drawn.replace("<b>skiltet</b>", ""), field.name
        soup = BeautifulSoup(drawn, "html.parser")
        assert soup.select_one(f"[name='\"><b>-{field.name}']"), field.name
    assert str(form["key"]) == BoundField.as_widget(form["key"])
    box = BeautifulSoup(form["kind"].as_field_group(), "html.parser")
    assert box.fieldset["aria-describedby"] == 'id_"><b>-kind_error' == box.select_one(".lr-field__error")["id"]
    assert box.legend["id"] == 'id_"><b>-kind_legend'


def test_the_confirmation_of_a_number_has_an_escaped_name(monkeypatch: pytest.MonkeyPatch):
    box = {"name": '"><b>', "value": "x", "ticked": False}
    monkeypatch.setattr("foundation.forms.field_group.confirmation_checkbox", lambda field: box)
    assert 'name="&quot;&gt;&lt;b&gt;"' in group("note")


def test_an_attribute_that_is_none_is_left_out():
    """As by Django's flatatt."""
    widget = QuickSelect(attrs={"data-a": None, "data-b": False, "data-c": True}, choices=[("1", "En")])
    drawn = widget.render("n", "1")
    assert drawn == '<select data-c name="n"><option value="1" selected>En</option></select>'
