"""Rendering of forms: label, hint, error, and an error summary that links to each field."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template

from foundation.component_gallery import GalleryForm
from foundation.forms.date_and_time_fields import ClockField, DayField


def soup(form, source="{{ form }}"):
    return BeautifulSoup(Template(source).render(Context({"form": form})), "html.parser")


def test_every_field_has_a_label_that_belongs_to_it():
    drawn = soup(GalleryForm())
    named = {label["for"] for label in drawn.select("label[for]")}
    ids = {field["id"] for field in drawn.select("input, select, textarea") if field.get("type") != "hidden"}
    assert ids <= named


def test_choices_are_a_labelled_group():
    legends = [legend.get_text(" ", strip=True) for legend in soup(GalleryForm()).select("fieldset > legend")]
    assert legends == ["Hvis perspektiv er det?", "Hvad handler det om? (valgfrit)"]


def test_optional_fields_are_marked_with_text():
    drawn = soup(GalleryForm())
    assert drawn.select_one("label[for=id_story] .lr-field__optional")
    assert not drawn.select_one("label[for=id_title] .lr-field__optional")


def test_the_error_summary_links_to_every_field_with_an_error():
    form = GalleryForm({"title": "", "day": "32. marts"})
    drawn = soup(form)
    targets = [link["href"].removeprefix("#") for link in drawn.select(".lr-errors a")]
    assert len(targets) == len(form.errors)
    assert all(drawn.find(id=target) for target in targets)


def test_an_error_is_associated_with_its_field_and_the_input_is_kept():
    field = soup(GalleryForm({"title": "", "day": "32. marts"})).find(id="id_day")
    assert field["value"] == "32. marts"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_day_error"


def test_non_field_errors_are_shown():
    form = GalleryForm({})
    form.add_error(None, "Mødet er allerede holdt.")
    assert "Mødet er allerede holdt." in soup(form).select_one(".lr-errors").get_text()


def test_hidden_fields_and_hints_are_rendered():
    class Draft(forms.Form):
        kind = forms.CharField(widget=forms.HiddenInput, initial="photo")
        title = forms.CharField(help_text="Kort og konkret.")

    drawn = soup(Draft())
    assert drawn.select_one("input[type=hidden][name=kind]")["value"] == "photo"
    assert drawn.find(id="id_title_helptext").get_text(strip=True) == "Kort og konkret."


def test_every_widget_of_django_is_rendered():
    class Everything(forms.Form):
        pass

    form = Everything()
    widgets = [
        forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput,
        forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.Textarea, forms.CheckboxInput, forms.Select,
        forms.NullBooleanSelect, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput,
        forms.ClearableFileInput, forms.MultipleHiddenInput, forms.SplitDateTimeWidget, forms.SelectDateWidget,
    ]  # fmt: skip
    for widget in widgets:
        field = forms.Field(widget=widget(), label=widget.__name__)
        field.widget.choices = [("1", "En"), ("2", "To")]
        form.fields[widget.__name__.lower()] = field
    assert soup(form).get_text().count("SelectDateWidget") == 1


def test_the_form_frame_has_token_summary_fields_and_button():
    drawn = soup(
        GalleryForm({}),
        '{% panel "form/frame" form=form submit="Indkald til mødet" keep="convene-1" cancel_url="/" %}{% endpanel %}',
    )
    form = drawn.select_one("form")
    assert form["method"] == "post" and form.has_attr("novalidate")
    assert form["data-keep"] == "convene-1"
    assert form["enctype"] == "multipart/form-data"
    assert form.select_one("button[type=submit]").get_text(strip=True) == "Indkald til mødet"
    assert len(form.select(".lr-errors")) == 1


@pytest.mark.parametrize("written", ["2026-10-14", "14-10-2026", "14.10.2026", "14/10/2026", "14.10.26"])
def test_a_day_can_be_written_in_several_ways(written):
    assert DayField().clean(written) == datetime.date(2026, 10, 14)


@pytest.mark.parametrize("written", ["9.00", "9:00", "09:00", "9", "kl. 9.00", "Kl. 9"])
def test_a_time_can_be_written_in_several_ways(written):
    assert ClockField().clean(written) == datetime.time(9, 0)


@pytest.mark.parametrize(("field", "written"), [(DayField, "32. marts"), (ClockField, "halv ti")])
def test_what_cannot_be_read_is_refused_with_an_example(field, written):
    with pytest.raises(forms.ValidationError, match="for eksempel"):
        field().clean(written)


def test_date_and_time_inputs_get_iso_values():
    class When(forms.Form):
        day = DayField()
        start = ClockField()

    drawn = soup(When(initial={"day": datetime.date(2026, 10, 14), "start": datetime.time(9, 5)}))
    assert (drawn.find(id="id_day")["type"], drawn.find(id="id_day")["value"]) == ("date", "2026-10-14")
    assert (drawn.find(id="id_start")["type"], drawn.find(id="id_start")["value"]) == ("time", "09:05")
