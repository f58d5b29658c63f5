"""A request id, so that the log lines of one request can be found.

It is in every log line (`foundation.infrastructure.log_format`) and in the response header `X-Request-ID`. A web
server in front may set it with the same request header.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from foundation import cpr

HEADER = "X-Request-ID"
#: What a web server may send; anything else could be text that somebody wrote.
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
#: Letters only, so that an id of ours never looks like a CPR number.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
NONE = "-"

_current: ContextVar[str] = ContextVar("request_number", default=NONE)


def current_request_id() -> str:
    """Return the id of the current request or task, or "-"."""
    return _current.get()


@contextmanager
def use_request_id(number: str) -> Iterator[None]:
    """Context in which log lines have this request id."""
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
        with use_request_id(number):
            response = self.get_response(request)
        response.headers[HEADER] = number
        return response


def _given(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if ACCEPTABLE.fullmatch(given) and not cpr.holds(given) else ""
