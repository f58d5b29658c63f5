"""Breadcrumbs of the pages about people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.units.pages import UnitPage
from meetings.units.url_prefixes import unit_url_kwargs


def unit_crumbs(unit: UnitPage, *last: str, people: bool = True) -> list[dict[str, str]]:
    """Return front page, unit and (with `people`) its people, followed by the labels in `last`."""
    manage = [(_("People"), reverse("unit_people", kwargs=unit_url_kwargs(unit)))] if people else []
    return from_front_page((unit.title, unit.url), *manage, *last)


def people_crumbs(*last: str) -> list[dict[str, str]]:
    return from_front_page((_("People"), reverse("people")), *last)
