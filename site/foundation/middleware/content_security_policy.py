"""Content-Security-Policy: one for the site, one for the editor's path, where Wagtail needs inline code."""

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
    """Adds the policy of the path, unless the view has set a stricter one of its own (media does)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        hosts = getattr(settings, "MEDIA_REDIRECT_HOSTS", [])
        self.site_policy = SITE_POLICY.format(media="".join(f" {host}" for host in hosts))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):  # Wagtail draws a preview; the request around it has the policy
            return response
        in_editor = request.path.startswith("/" + settings.EDITOR_PATH)
        response.headers.setdefault("Content-Security-Policy", EDITOR_POLICY if in_editor else self.site_policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
        says_itself = "Cache-Control" in response.headers  # then nobody needs to be looked up, as with media
        if not says_itself and _is_for_somebody(request):
            # What a signed-in person read does not stay behind on a shared computer.
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_for_somebody(request: HttpRequest) -> bool:
    """Whether a person is signed in; taken for granted while the database cannot say."""
    try:
        return getattr(request, "user", None) is not None and request.user.is_authenticated
    except Error:
        return True
