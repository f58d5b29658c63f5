"""Requests that no browser sends: numbers that fit no database, unknown encodings, values of the wrong shape.

They are answered with 400 in words. Whoever tries them learns nothing, and nobody is woken by an error of the server.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: In what a form or JSON may be written. Others, such as UTF-7, hide signs from whoever looks for them.
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252"})
#: How SQLite's search begins when it can't read what is looked for.
SEARCH_SAYS = ("fts5:", "unterminated string", "malformed MATCH", "unknown special query")
#: What packages raise when a value has another shape than their own pages send.
WRONG_SHAPE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
#: Packages that read what the editor sends, and trust it.
PACKAGES = ("wagtail", "modelcluster", "taggit", "django", "json", "rest_framework")


class StrangeRequestMiddleware:
    """Stands before everything that reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        encoding = (request.content_params or {}).get("charset", "utf-8")
        return None if encoding.strip("\"' ").lower() in ENCODINGS else bad_request(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return bad_request(request) if is_strange(request, exception) else None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def is_strange(request: HttpRequest, error: BaseException | None) -> bool:
    """Whether the error comes from what was asked, and not from what we do with it."""
    if isinstance(error, OverflowError | DataError | UnicodeError):
        return True
    if isinstance(error, OperationalError):
        return str(error).startswith(SEARCH_SAYS)
    if isinstance(error, ValueError) and "NUL" in str(error):
        return True
    is_editor = request.path_info.startswith("/" + settings.EDITOR_PATH)
    return is_editor and isinstance(error, WRONG_SHAPE) and _raised_in(error.__traceback__).startswith(PACKAGES)


def _raised_in(traceback: TracebackType | None) -> str:
    """The name of the module in which an error was raised."""
    module: Any = ""
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        traceback = traceback.tb_next
    return str(module)
