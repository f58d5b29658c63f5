"""Requests that no browser sends: numbers that fit no database, unknown encodings, values of the wrong shape.

They are answered with 400 in words. Whoever tries them learns nothing, and nobody is woken by an error of the server.
What might be a fault of a package, and not of the request, is logged as an error with its traceback all the same.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

#: In what a form or JSON may be written. Others, such as UTF-7, hide signs from whoever looks for them.
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252"})
#: What `request.POST` raises for a body that can't be read. Django answers each with 400 when a view raises it.
UNREADABLE = (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError, ValueError)
#: How SQLite's search begins when it can't read what is looked for.
SEARCH_SAYS = ("fts5:", "unterminated string", "malformed MATCH", "unknown special query")
#: What SQLite says to an OFFSET or LIMIT of 2**63 and more. PostgreSQL raises DataError.
TOO_LARGE_SAYS = "datatype mismatch"
#: What packages raise when a value has another shape than their own pages send.
WRONG_SHAPE = (ValueError, KeyError, TypeError, IndexError, AttributeError)

logger = logging.getLogger("laeringsrum")


class MalformedRequestMiddleware:
    """Stands before everything that reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        encoding = (request.content_params or {}).get("charset", "utf-8")
        return None if encoding.strip("\"' ").lower() in ENCODINGS else bad_request(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return bad_request(request) if is_malformed(request, exception) else None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def is_malformed(request: HttpRequest, error: BaseException | None) -> bool:
    """Whether the error comes from what was asked, and not from what we do with it."""
    if isinstance(error, OverflowError | DataError | UnicodeError):
        return True
    if isinstance(error, OperationalError):
        return str(error).startswith(SEARCH_SAYS)
    if isinstance(error, IntegrityError):
        return str(error) == TOO_LARGE_SAYS
    if isinstance(error, ValueError) and "NUL" in str(error):
        return True
    return _editor_was_sent_nonsense(request, error)


def _editor_was_sent_nonsense(request: HttpRequest, error: BaseException | None) -> bool:
    """Whether a package stumbled in the editor. The packages check less of what is sent than a form of Django's does,
    so this is most likely the request; it may be a fault of ours or theirs, and so is logged."""
    if not isinstance(error, WRONG_SHAPE) or not request.path_info.startswith("/" + settings.EDITOR_PATH):
        return False
    if not _comes_from_a_package(error.__traceback__):
        return False
    logger.error("Answered with 400: %s %s", request.method, request.path, exc_info=error)
    return True


def _comes_from_a_package(traceback: TracebackType | None) -> bool:
    """Whether the innermost frame lies in a package. The standard library counts as whoever called it."""
    is_package = False
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if "site-packages" in file.parts:
            is_package = True
        elif file.is_relative_to(settings.BASE_DIR):
            is_package = False
        traceback = traceback.tb_next
    return is_package
