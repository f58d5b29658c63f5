"""Response headers for media items, set on every response including 404."""

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers


def protect(response: HttpResponseBase) -> HttpResponseBase:
    """Forbid caching. The rest is in foundation/middleware/security_headers.py.

    No ETag and no date: a hash of the content would tell whoever has a copy that this is the same picture.
    """
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def confine(response: HttpResponseBase, content_type: str) -> HttpResponseBase:
    """Set the Content-Security-Policy of a file opened on its own: it loads and runs nothing.

    A browser shows a film or sound recording in a page it generates, which fetches the file again; with `sandbox` that
    page would not be same-origin.
    """
    is_played = content_type.startswith(("video/", "audio/"))
    response["Content-Security-Policy"] = "default-src 'none'; " + ("media-src 'self'" if is_played else "sandbox")
    return response
