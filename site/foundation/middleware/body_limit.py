"""How much a request may bring: judged by what it announces, before a byte of it is read.

One megabyte is plenty for words, and 20 kB before somebody has signed in. Views that take files say so with
`takes_files`, and only people who may bring files are let that far; for everybody else the answer comes before the
body.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

MEGABYTE = 1024 * 1024
WORDS = MEGABYTE
#: From somebody who is not signed in, who has a name and a password to send.
WORDS_OF_STRANGERS = 20 * 1024

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Files:
    """Who may bring files to a view, and how many bytes at once."""

    may: Callable[[Any], bool]
    most: Callable[[], int]


def takes_files(*, may: Callable[[Any], bool], most: Callable[[], int]) -> Callable[[View], View]:
    """Decorates a view that takes files. `may` is asked of the person; `most` are the bytes of the files, words come
    on top. Other decorators may stand above or below."""

    def mark(view: View) -> View:
        view.takes_files = Files(may, most)  # type: ignore[attr-defined]
        return view

    return mark


class BodyLimitMiddleware:
    """Stands before the check against forgery, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        announced = request.META.get("CONTENT_LENGTH") or ""
        if not announced:
            return _length_required(request) if "HTTP_TRANSFER_ENCODING" in request.META else None
        length = int(announced) if announced.isascii() and announced.isdigit() else 0
        if length <= WORDS:
            is_much = length > WORDS_OF_STRANGERS and not get_user(request).is_authenticated
            return _too_large(request, WORDS_OF_STRANGERS) if is_much else None
        files: Files | None = getattr(view, "takes_files", None)
        if files is None:
            return _too_large(request, WORDS)
        # Asked of a person of its own: what is remembered of one, such as roles, must not outlast a body that takes
        # minutes to arrive. The view asks `request.user`, anew, when all of it is here.
        if not files.may(get_user(request)):
            return (
                _nothing_there(request) if request.user.is_authenticated else redirect_to_login(request.get_full_path())
            )
        return _too_large(request, files.most()) if length > files.most() + WORDS else None


def _nothing_there(request: HttpRequest) -> HttpResponse:
    """The page for what does not exist, without a look into the body."""
    return render(request, "404.html", status=404)


def _length_required(request: HttpRequest) -> HttpResponse:
    """What comes without a length would have to be read to be measured. No browser sends a form so."""
    return HttpResponse("411 Length Required", status=411, content_type="text/plain; charset=utf-8")


def _too_large(request: HttpRequest, most: int) -> HttpResponse:
    """In words; what was written stays in the browser, which the page says."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"errors": [gettext("This is more than can be sent at once.")]}, status=413)
    return render(request, "413.html", {"most": most, "is_words": most <= WORDS}, status=413)
