"""Limit the size of request bodies by their Content-Length, before a byte is read.

The limit is one megabyte, and 20 kB for anonymous users. Views that accept files are marked with `accepts_files`, and
only users who may upload files get their limit; everybody else is answered before the body is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

if TYPE_CHECKING:
    from accounts.user import AnyUser

MEGABYTE = 1024 * 1024
MAX_BODY_BYTES = MEGABYTE
#: For anonymous users, who only send an address and a password.
MAX_ANONYMOUS_BODY_BYTES = 20 * 1024

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class UploadLimit:
    """Who may upload files to a view (`may`), and how many bytes in one request (`most`)."""

    may: Callable[["AnyUser"], bool]
    most: Callable[[], int]


def accepts_files(*, may: Callable[["AnyUser"], bool], max_bytes: Callable[[], int]) -> Callable[[View], View]:
    """Decorate a view that accepts files. `may` says whether the user may upload; `max_bytes` is the limit for the
    files, the other fields come on top. Works above and below other decorators."""

    def mark(view: View) -> View:
        view.accepts_files = UploadLimit(may, max_bytes)  # type: ignore[attr-defined]
        return view

    return mark


class BodyLimitMiddleware:
    """Must come before CsrfViewMiddleware, which reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        announced = request.META.get("CONTENT_LENGTH") or ""
        if not announced:
            return _length_required(request) if "HTTP_TRANSFER_ENCODING" in request.META else None
        length = int(announced) if announced.isascii() and announced.isdigit() else 0
        if length <= MAX_BODY_BYTES:
            is_much = length > MAX_ANONYMOUS_BODY_BYTES and not get_user(request).is_authenticated
            return _too_large(request, MAX_ANONYMOUS_BODY_BYTES) if is_much else None
        files: UploadLimit | None = getattr(view, "accepts_files", None)
        if files is None:
            return _too_large(request, MAX_BODY_BYTES)
        # Uses a separate user object: what is cached on it, such as roles, must not be reused after a body that takes
        # minutes to arrive. The view reads `request.user` afresh when the body is complete.
        if not files.may(get_user(request)):
            return (
                _nothing_there(request) if request.user.is_authenticated else redirect_to_login(request.get_full_path())
            )
        return _too_large(request, files.most()) if length > files.most() + MAX_BODY_BYTES else None


def _nothing_there(request: HttpRequest) -> HttpResponse:
    """The 404 page, without reading the body."""
    return render(request, "404.html", status=404)


def _length_required(request: HttpRequest) -> HttpResponse:
    """411: without a Content-Length the body would have to be read to be measured. No browser sends forms like that."""
    return HttpResponse("411 Length Required", status=411, content_type="text/plain; charset=utf-8")


def _too_large(request: HttpRequest, maximum: int) -> HttpResponse:
    """413 as page or JSON; the page says that the user's text is still in the browser (go back)."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"errors": [gettext("This is too much to send at once.")]}, status=413)
    return render(request, "413.html", {"most": maximum, "is_words": maximum <= MAX_BODY_BYTES}, status=413)
