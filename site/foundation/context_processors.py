"""Context processor: what header and footer show on every page."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from foundation import brand_colours
from foundation.municipality import Municipality


def site_header(request: HttpRequest) -> dict[str, object]:
    """Return what header and footer show, evaluated lazily when they are rendered.

    `municipality` for names and contact, `colours_version` for the address of the colours' stylesheet, `own_menu` with
    the user's menu entries ({label, url, current}).
    """
    municipality = SimpleLazyObject(lambda: municipality_of(request))
    return {
        "municipality": municipality,
        "colours_version": SimpleLazyObject(
            lambda: brand_colours.version(brand=municipality.brand_colour, accent=municipality.accent_colour)
        ),
        "own_menu": SimpleLazyObject(lambda: import_string(settings.SITE_MENU)(request)),
    }


def municipality_of(request: HttpRequest) -> Municipality:
    """Return the settings, read once in a request."""
    if not hasattr(request, "_municipality"):
        request._municipality = Municipality.here()  # type: ignore[attr-defined]
    return request._municipality  # type: ignore[attr-defined]
