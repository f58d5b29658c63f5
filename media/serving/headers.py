"""What every answer about a media item says to browsers, caches and search engines, also when the answer is no."""

from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers


def protect(response: HttpResponseBase) -> HttpResponseBase:
    """No cache keeps it, no other site embeds it, and nothing in it can run.

    No ETag and no date: a hash of the content would tell whoever has a copy that this is the same picture.
    """
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "same-origin"
    return response


def confine(response: HttpResponseBase, content_type: str) -> HttpResponseBase:
    """The policy of the file itself, opened on its own: it loads nothing and runs nothing.

    A browser shows a film or a sound recording on a page of its own making, which then fetches it once more; in a
    sandbox that page would be a stranger to us.
    """
    is_played = content_type.startswith(("video/", "audio/"))
    response["Content-Security-Policy"] = "default-src 'none'; " + ("media-src 'self'" if is_played else "sandbox")
    return response
