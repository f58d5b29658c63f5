"""The fourteen headers that every response has: pages, sign-in, Wagtail admin, files, static files, redirects, errors.

The names are those of OWASP's list of secure headers, and X-Robots-Tag and Origin-Agent-Cluster. A view may set a
stricter value (files do); what it has set stays.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{media}; media-src 'self'{media}; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
#: The Wagtail admin needs inline code, and shows previews in a frame.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
#: Features that browsers allow our pages by default and that no page uses. Photos, films and sound are recorded.
FEATURES = "camera=(self), microphone=(self), " + ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "browsing-topics", "display-capture", "geolocation", "gyroscope", "hid",
        "magnetometer", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


def security_headers(*, in_editor: bool = False) -> dict[str, str]:
    """Name and value of each header."""
    hosts = settings.MEDIA_REDIRECT_HOSTS
    transport = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return {
        # Sent over TLS only, as RFC 6797 demands; production settings redirect everything to TLS.
        "Strict-Transport-Security": transport + "; includeSubDomains" * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS,
        "Content-Security-Policy": (
            EDITOR_POLICY if in_editor else SITE_POLICY.format(media="".join(f" {host}" for host in hosts))
        ),
        "X-Frame-Options": settings.X_FRAME_OPTIONS,  # Wagtail's previews say SAMEORIGIN
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Permissions-Policy": FEATURES,
        "Cross-Origin-Opener-Policy": "same-origin",
        # The object store's links send no Cross-Origin-Resource-Policy: there they are fetched without cookies instead.
        "Cross-Origin-Embedder-Policy": "credentialless" if hosts else "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
        "X-DNS-Prefetch-Control": "off",
        "Origin-Agent-Cluster": "?1",
        "X-Robots-Tag": "noindex, nofollow",
        # Nothing stays in the cache of a shared computer, and no form with its key in a proxy. Static files say how
        # long they are kept.
        "Cache-Control": "private, no-store",
    }


class SecurityHeadersMiddleware:
    """Adds the headers that the response does not have. Outside WhiteNoise's middleware, which sends static files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.site, self.editor = security_headers(), security_headers(in_editor=True)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):  # Wagtail renders a preview; the outer request gets the headers
            return response
        in_editor = request.path.startswith("/" + settings.EDITOR_PATH)
        for name, value in (self.editor if in_editor else self.site).items():
            if name != "Strict-Transport-Security" or (request.is_secure() and settings.SECURE_HSTS_SECONDS):
                response.headers.setdefault(name, value)
        return response
