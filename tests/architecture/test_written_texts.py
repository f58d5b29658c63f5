"""Every form with text fields checks them for CPR numbers (foundation/cpr_forms)."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from wagtail.admin.panels import get_edit_handler
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.snippets.models import get_snippet_models

from foundation.cpr_forms.forms import CprCheckMixin, Form
from foundation.pages import BasePage
from tests.architecture.sources import PROJECT_ROOT, ours

#: Forms whose text is not stored, or is refused without a way to confirm.
LOOKS_FOR = {
    "accounts.second_factor.forms.AppForm": "six digits",
    "accounts.second_factor.forms.PasskeyForm": "read by nobody but its owner, on allauth's own view",
    "foundation.component_gallery.GalleryForm": "shows components",
    "meetings.agreements.forms.AgreementFilterForm": "a search",
    "foundation.component_gallery.ExampleReasonForm": "shows components",
    "home.event_log.forms.LogFilter": "a search",
    "meetings.overview.views.overview.OverviewFilter": "a search",
    "meetings.figures.forms.InputForm": "a table that comes in: refused whole (figures/parsing/source.py)",
    "meetings.forum.forms.ExampleFilterForm": "a search",
    "meetings.search.forms.SearchForm": "a search",
    "meetings.units.people.forms.PeopleSearchForm": "a search",
}
#: Fields of forms of the Wagtail admin: ids and certificates have digits in a row, and nobody writes them by hand.
MADE_BY_PROGRAMS = {"django.forms.widgets.DirectorySettingsForm": ["client_id", "metadata", "entity_id"]}
WRITTEN_IN = (forms.CharField, forms.JSONField)
NOT_TEXT = (forms.EmailField, forms.SlugField, forms.UUIDField, forms.RegexField, forms.IntegerField)
NUMBER = "120315-1234"


def every_form() -> Iterator[type[forms.BaseForm]]:
    for path in ours(".py"):
        if "forms.Form" not in (text := path.read_text()) and "Form)" not in text:
            continue
        parts = path.relative_to(PROJECT_ROOT).with_suffix("").parts
        module = importlib.import_module(".".join(parts[1:] if parts[0] == "site" else parts))
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm) and thing.__module__ == module.__name__:
                yield thing


def editor_forms() -> Iterator[type[forms.BaseForm]]:
    """The forms that the Wagtail admin builds for our models."""
    pages = [model for model in apps.get_models() if issubclass(model, BasePage)]
    for model in [*pages, *get_snippet_models(), *settings_registry]:
        handler: Any = model.get_edit_handler() if hasattr(model, "get_edit_handler") else get_edit_handler(model)
        yield handler.get_form_class()


def name(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def unchecked(form: type[forms.BaseForm]) -> list[str]:
    """Text fields that would accept a CPR number; a form that creates its fields later is checked as a whole."""
    fields: dict[str, forms.Field] = form.base_fields  # type: ignore[attr-defined]
    texts = {
        name: field
        for name, field in fields.items()
        if isinstance(field, WRITTEN_IN) and not isinstance(field, NOT_TEXT) and not field.widget.is_hidden
    }
    if not issubclass(form, CprCheckMixin):
        return list(texts) or ([] if fields else ["any"])
    if form._post_clean not in (one.__dict__.get("_post_clean") for one in CHECKED):
        return ["any"]
    probe = type("Probe", (Form,), {**texts, "made_by_us": form.made_by_us})(dict.fromkeys(texts, NUMBER))
    return [name for name in texts if name not in probe.errors]


CHECKED = [one for one in (CprCheckMixin, *CprCheckMixin.__subclasses__()) if one.__module__.startswith("foundation.")]


@pytest.mark.parametrize("form", [pytest.param(form, id=name(form)) for form in every_form()])
def test_every_form_checks_its_text_fields(form: type[forms.BaseForm]) -> None:
    if name(form) not in LOOKS_FOR:
        assert not unchecked(form), f"{name(form)}: let it begin with foundation.cpr_forms.forms.Form"


def test_every_admin_form_checks_its_text_fields() -> None:
    found = list(editor_forms())
    assert len(found) >= 10
    assert {name(form): fields for form in found if (fields := unchecked(form))} == MADE_BY_PROGRAMS


def test_a_form_without_the_check_is_found() -> None:
    class Bare(forms.Form):
        text = forms.CharField()

    class Later(forms.Form):
        pass

    class Overridden(Form):
        text = forms.CharField()

        def _post_clean(self) -> None:
            pass

    assert unchecked(Bare) == ["text"]
    assert unchecked(Later) == unchecked(Overridden) == ["any"]


def test_the_excused_forms_exist() -> None:
    assert set(LOOKS_FOR) <= {name(form) for form in every_form()}


def test_a_form_asks_for_the_person_after_signing_in() -> None:
    order = settings.MIDDLEWARE
    confirmation = order.index("foundation.cpr_forms.middleware.CprConfirmationMiddleware")
    assert order.index("meetings.units.authentication.AuthenticationMiddleware") < confirmation
