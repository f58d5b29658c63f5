"""What the page frame needs on every page."""

from typing import Any

from django.http import HttpRequest

from foundation.municipality import Municipality


def frame(request: HttpRequest) -> dict[str, Any]:
    """`municipality` for the header and footer, `own_menu` with the person's entries (asked when the frame is drawn)."""
    from django.conf import settings
    from django.utils.functional import SimpleLazyObject
    from django.utils.module_loading import import_string

    return {
        "municipality": SimpleLazyObject(lambda: Municipality.for_request(request)),
        "own_menu": SimpleLazyObject(lambda: import_string(settings.FRAME_MENU)(request)),
    }
