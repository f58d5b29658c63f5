"""A number for each request, so that the lines of the log that belong together can be found.

It stands in every line (`foundation.log_format`) and in the answer's header `X-Request-ID`. A web server in front may
choose it with the same header.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from foundation import cpr

HEADER = "X-Request-ID"
#: What a web server may send; anything else could be somebody's words.
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
#: Letters only, so that a number of ours never looks like a CPR number.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
NONE = "-"

_current: ContextVar[str] = ContextVar("request_number", default=NONE)


def current() -> str:
    """The number of the request or task that this thread works on, or "-"."""
    return _current.get()


@contextmanager
def numbered(number: str) -> Iterator[None]:
    """Lines written inside bear this number."""
    token = _current.set(number)
    try:
        yield
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = _given(request) or "".join(secrets.choice(LETTERS) for _ in range(16))
        with numbered(number):
            response = self.get_response(request)
        response.headers[HEADER] = number
        return response


def _given(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if ACCEPTABLE.fullmatch(given) and not cpr.holds(given) else ""
