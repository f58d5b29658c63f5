"""Each main page against a bare Django view that runs the page's own SELECT statements and sends as many bytes.

The floor view passes no middleware, builds no object and renders nothing; its statements are those that were captured
from the page, with their parameters. Both are asked through Django's test client in this process, in turn, and what is
printed is processor time.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.user import User
from tests.bench import page_scenes

PAIRS = 9
REPEAT = 4
Statement = tuple[str, Any]


@dataclass(frozen=True)
class PageCost:
    """Milliseconds of processor time a request, the median of PAIRS, and the spread of the ratio."""

    name: str
    statements: int
    kilobytes: float
    ours: float
    floor: float
    ratios: tuple[float, ...]

    def __str__(self) -> str:
        least, median, most = min(self.ratios), statistics.median(self.ratios), max(self.ratios)
        return (
            f"{self.name:<34} {median:7.2f}  ({least:.2f}–{most:.2f})  {self.ours:7.2f} ms  floor {self.floor:6.2f} ms"
            f"  {self.statements:3} statements  {self.kilobytes:6.1f} kB"
        )


#: What the floor view runs and sends.
_statements: list[Statement] = []
_body = b""


def floor_view(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        for sql, params in _statements:
            cursor.execute(sql, params)
            cursor.fetchall()
    return HttpResponse(_body)


urlpatterns = [path("floor/", floor_view)]


def measure_all() -> Iterator[PageCost]:
    for name, person, address in page_scenes.pages():
        yield measure(name, person, address)


def measure(name: str, person: User | None, address: str) -> PageCost:
    client = Client()
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    def ours() -> bytes:
        response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        return response.content

    def floor() -> bytes:
        return client.get("/floor/").content

    ours(), ours()  # what is remembered between requests
    with captured_selects() as statements:
        body = ours()
    bare = floor_of(statements, body)
    with bare:
        assert Client().get("/floor/").content == body
    own, least = [], []
    for _pair in range(PAIRS):
        own.append(_milliseconds(ours))
        with bare:
            client.handler._middleware_chain = None
            least.append(_milliseconds(floor))
        client.handler._middleware_chain = None
    ratios = tuple(one / other for one, other in zip(own, least, strict=True))
    median = statistics.median
    return PageCost(name, len(statements), len(body) / 1000, median(own), median(least), ratios)


def floor_of(statements: list[Statement], body: bytes) -> override_settings:
    """The settings under which `/floor/` runs `statements` and sends `body`."""
    _statements[:] = statements
    globals()["_body"] = body
    return override_settings(ROOT_URLCONF="tests.bench.pages", MIDDLEWARE=[])


@contextmanager
def captured_selects() -> Iterator[list[Statement]]:
    """The SELECT statements that run inside, with their parameters."""
    found: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def _milliseconds(ask: Callable[[], object]) -> float:
    """Processor time of one of REPEAT requests, after one that is not counted."""
    ask()
    gc.collect()
    gc.freeze()  # as the web server does (gunicorn.conf.py): what is loaded is not looked through at each request
    began = time.process_time()
    for _time in range(REPEAT):
        ask()
    return (time.process_time() - began) * 1000 / REPEAT
