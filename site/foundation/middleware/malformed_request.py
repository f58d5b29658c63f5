"""Answer 400 to malformed requests: numbers too large for the database, unknown encodings, values of the wrong type.

No browser sends them. The answer reveals nothing, and operators get no server error. What might be an error in a
package, and not in the request, is logged as an error with its traceback all the same.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

#: Accepted encodings of a form or JSON. Others, such as UTF-7, can hide characters from our checks.
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252"})
#: What `request.POST` raises for an unreadable body. Django answers 400 to each when a view raises it.
UNREADABLE = (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError, ValueError)
#: How the messages of SQLite's full-text search begin when it can't parse the query.
FTS_ERROR_PREFIXES = ("fts5:", "unterminated string", "malformed MATCH", "unknown special query")
#: SQLite's message for an OFFSET or LIMIT of 2**63 and more. PostgreSQL raises DataError.
LIMIT_TOO_LARGE_ERROR = "datatype mismatch"
#: What packages raise for a value of another type than their own pages send.
WRONG_SHAPE = (ValueError, KeyError, TypeError, IndexError, AttributeError)

logger = logging.getLogger("laeringsrum")


class MalformedRequestMiddleware:
    """Must come before everything that reads the body."""

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
    ) -> HttpResponse | None:
        encoding = (request.content_params or {}).get("charset", "utf-8")
        return None if encoding.strip("\"' ").lower() in ENCODINGS else bad_request(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return bad_request(request) if is_malformed(request, exception) else None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def is_malformed(request: HttpRequest, error: BaseException | None) -> bool:
    """Return whether the error was caused by the request, and not by our code."""
    if isinstance(error, OverflowError | DataError | UnicodeError):
        return True
    if isinstance(error, OperationalError):
        return str(error).startswith(FTS_ERROR_PREFIXES)
    if isinstance(error, IntegrityError):
        return str(error) == LIMIT_TOO_LARGE_ERROR
    if isinstance(error, ValueError) and "NUL" in str(error):
        return True
    return _is_bad_input_in_admin(request, error)


def _is_bad_input_in_admin(request: HttpRequest, error: BaseException | None) -> bool:
    """Return whether the error was raised by a package in the Wagtail admin. Packages validate less of the input than
    Django forms do, so the request is the likely cause; it may be an error of ours or theirs, so it is logged."""
    if not isinstance(error, WRONG_SHAPE) or not request.path_info.startswith("/" + settings.EDITOR_PATH):
        return False
    if not _comes_from_a_package(error.__traceback__):
        return False
    logger.error("Answered with 400: %s %s", request.method, request.path, exc_info=error)
    return True


def _comes_from_a_package(traceback: TracebackType | None) -> bool:
    """Return whether the innermost frame is in a package. Frames of the standard library count as those of their
    caller."""
    is_package = False
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if "site-packages" in file.parts:
            is_package = True
        elif file.is_relative_to(settings.BASE_DIR):
            is_package = False
        traceback = traceback.tb_next
    return is_package
