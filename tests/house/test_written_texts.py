"""Every form in which somebody writes asks whether a CPR number stands in it (foundation/no_cpr)."""

import importlib
from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings

from foundation.no_cpr.forms import WithoutNumbers
from tests.house.sources import HOUSE, ours

#: Forms with a text that is stored nowhere, or refused whole without a tick.
LOOKS_FOR = {
    "foundation.component_page.ExampleForm": "shows components",
    "meetings.agreements.forms.FilterForm": "a search",
    "meetings.board.views.board.BoardFilter": "a search",
    "meetings.figures.forms.InputForm": "a table that comes in: refused whole (figures/reading/source.py)",
    "meetings.forum.forms.FilterForm": "a search",
    "meetings.search.forms.SearchForm": "a search",
    "meetings.units.people.forms.SearchForm": "a search",
}
WRITTEN_IN = (forms.CharField, forms.JSONField)
NOT_TEXT = (forms.EmailField, forms.SlugField, forms.UUIDField, forms.RegexField, forms.IntegerField)


def every_form() -> Iterator[type[forms.BaseForm]]:
    for path in ours(".py"):
        if "forms.Form" not in (text := path.read_text()) and "Form)" not in text:
            continue
        parts = path.relative_to(HOUSE).with_suffix("").parts
        module = importlib.import_module(".".join(parts[1:] if parts[0] == "site" else parts))
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm) and thing.__module__ == module.__name__:
                yield thing


def name(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


@pytest.mark.parametrize("form", [pytest.param(form, id=name(form)) for form in every_form()])
def test_what_is_written_is_looked_through(form: type[forms.BaseForm]) -> None:
    """A form that makes its fields later counts as one in which people write."""
    if issubclass(form, WithoutNumbers) or name(form) in LOOKS_FOR:
        return
    fields = form.base_fields.values()  # type: ignore[attr-defined]
    texts = [field for field in fields if isinstance(field, WRITTEN_IN) and not isinstance(field, NOT_TEXT)]
    assert fields and not texts, f"{name(form)} begins with forms.Form; let it begin with foundation.no_cpr.forms.Form"


def test_the_excused_forms_exist() -> None:
    assert set(LOOKS_FOR) <= {name(form) for form in every_form()}


def test_the_wall_stands_after_the_check_that_reads_the_form() -> None:
    order = settings.MIDDLEWARE
    wall = order.index("foundation.no_cpr.middleware.NoCprMiddleware")
    assert order.index("django.middleware.csrf.CsrfViewMiddleware") < wall
    assert order.index("django.contrib.auth.middleware.AuthenticationMiddleware") < wall
