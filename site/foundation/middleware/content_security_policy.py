"""Content-Security-Policy: one for the site, one for the Wagtail admin, which needs inline code."""

from collections.abc import Callable

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{media}; media-src 'self'{media}; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)


class ContentSecurityPolicyMiddleware:
    """Adds the policy for the path, unless the view has set a stricter one (media does)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        hosts = getattr(settings, "MEDIA_REDIRECT_HOSTS", [])
        self.site_policy = SITE_POLICY.format(media="".join(f" {host}" for host in hosts))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):  # Wagtail renders a preview; the outer request gets the policy
            return response
        in_editor = request.path.startswith("/" + settings.EDITOR_PATH)
        response.headers.setdefault("Content-Security-Policy", EDITOR_POLICY if in_editor else self.site_policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
        has_cache_control = "Cache-Control" in response.headers  # then the user need not be looked up, as with media
        if not has_cache_control and _is_signed_in(request):
            # Pages of a signed-in user must not stay in the cache of a shared computer.
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether the user is signed in; True when the database can't be asked."""
    try:
        return getattr(request, "user", None) is not None and request.user.is_authenticated
    except Error:
        return True
