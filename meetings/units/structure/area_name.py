"""The name of an area, and its address, which may be no other page's."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from foundation.errors import Refusal
from foundation.text.danish_slug import danish_slug
from meetings.units.create_unit import MAX_SLUG_LENGTH
from meetings.units.pages import AreaPage


class AreaNameTaken(Refusal):
    """Another area has the name, a page of the site has its address, or it has no letters."""


def front_page() -> Page:
    """Return the page below which areas lie."""
    return Site.objects.get(is_default_site=True).root_page


def free_slug(title: str, area: AreaPage | None = None) -> str:
    """Return the slug for `title`; `area` is the one that is renamed. Raises AreaNameTaken."""
    slug = danish_slug(title, max_length=MAX_SLUG_LENGTH)
    if not slug:
        raise AreaNameTaken(_("Write a name with letters."), field="title")
    others = {other.pk: other.title.casefold() for other in AreaPage.objects.all()}
    own = area.pk if area else 0
    if title.casefold() in {name for pk, name in others.items() if pk != own}:
        raise AreaNameTaken(_("There is an area of that name already. Choose another name."), field="title")
    beside = front_page().get_children().exclude(pk=own)
    if slug in first_words_of_routes() or beside.filter(slug=slug).exists():
        raise AreaNameTaken(_("The site has a page with that address. Choose another name."), field="title")
    return slug


def first_words_of_routes() -> frozenset[str]:
    """Return what the addresses of the site's own pages begin with: "personer", "aftaler", …"""
    return frozenset(_first_words(get_resolver().url_patterns))


def _first_words(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    words: set[str] = set()
    for one in patterns:
        written = str(one.pattern)
        if not written and hasattr(one, "url_patterns"):
            words |= _first_words(one.url_patterns)
        elif not written.startswith(("<", "^")):
            words.add(written.partition("/")[0])
    return words
