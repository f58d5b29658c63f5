"""Breadcrumbs of the pages about people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.units.pages import UnitPage
from meetings.units.url_prefixes import unit_url_kwargs


def unit_crumbs(unit: UnitPage, *last: str, people: bool = True) -> list[dict[str, str]]:
    """Return front page, unit and (with `people`) its people, followed by the labels in `last`."""
    crumbs = [
        {"label": _("Front page"), "url": "/"},
        {"label": unit.title, "url": unit.url},
    ]
    if people:
        crumbs.append({"label": _("People"), "url": reverse("unit_people", kwargs=unit_url_kwargs(unit))})
    return crumbs + [{"label": word, "url": ""} for word in last]


def people_crumbs(*last: str) -> list[dict[str, str]]:
    crumbs = [{"label": _("Front page"), "url": "/"}, {"label": _("People"), "url": reverse("people")}]
    return crumbs + [{"label": word, "url": ""} for word in last]
