"""What the page frame needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from foundation import brand_colours
from foundation.municipality import Municipality


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the header and footer show; each is asked for only when the frame is drawn.

    `municipality` for names and contact, `colours_version` for the address of its colours, `own_menu` with the
    person's entries ({label, url, current}).
    """
    municipality = SimpleLazyObject(lambda: Municipality.for_request(request))
    return {
        "municipality": municipality,
        "colours_version": SimpleLazyObject(
            lambda: brand_colours.version(brand=municipality.brand_colour, accent=municipality.accent_colour)
        ),
        "own_menu": SimpleLazyObject(lambda: import_string(settings.FRAME_MENU)(request)),
    }
