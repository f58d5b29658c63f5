"""The language of a page: the account's, or that chosen in this browser by somebody without one; otherwise Danish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

#: Chosen in the footer by whoever is not signed in; an account has its own (`User.language`).
COOKIE_NAME = "language"
#: A year, in seconds.
COOKIE_MAX_AGE = 60 * 60 * 24 * 365
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class LanguageMiddleware:
    """Activates the language of the cookie for this request. Authentication changes it to that of the account
    (`use_language`), where it reads the account anyway. Says it to the browser (Content-Language)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            use_language(request, request.COOKIES.get(COOKIE_NAME, ""))
            response = self.get_response(request)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                response.headers.setdefault("Content-Language", translation.get_language())
                patch_vary_headers(response, ["Cookie"])
            return response


def use_language(request: HttpRequest, code: str) -> None:
    """Go on with the request in this language. The Wagtail admin is Danish: what is made there is the municipality's,
    and only Danish names lead to it. Codes that are none mean Danish."""
    in_editor = request.path.startswith("/" + settings.EDITOR_PATH) or getattr(request, "is_dummy", False)  # a preview
    translation.activate(code if code in LANGUAGES and not in_editor else settings.LANGUAGE_CODE)


def remember_language(response: HttpResponse, code: str) -> None:
    """Set the cookie, for pages that are read without signing in."""
    response.set_cookie(
        COOKIE_NAME, code, max_age=COOKIE_MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip
