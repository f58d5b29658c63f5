"""Statements and selected columns of the main pages, which a new feature must not raise, and the floor of the bench."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.bench import page_scenes, pages

pytestmark = pytest.mark.django_db

_INNERMOST = re.compile(r"\(([^()]*)\)")
#: Statements, and the columns that they select.
MAX_STATEMENTS = {
    "front page of a visitor": (3, 28),
    "front page of a leader": (20, 161),
    "front page of a chef": (19, 115),
    "front page of a teacher": (9, 91),
    "template": (5, 56),
    "approved minutes": (8, 178),
    "writing form, 5 agreements": (11, 308),
    "meeting with 20 pictures": (12, 254),
    "meeting on its screen": (11, 310),
    "30 agreements": (4, 127),
    "overview of 6 units": (6, 55),
    "lederforum, 6 examples": (10, 70),
    "search": (8, 78),
    "search in the lederforum": (10, 70),
    "contribution form": (3, 155),
    "template editor": (35, 359),
}


@pytest.fixture
def main_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Client, str]]:
    monkeypatch.setattr(page_scenes, "UNITS", 6)
    monkeypatch.setattr(page_scenes, "EXAMPLES", 6)

    def signed_in() -> Iterator[tuple[str, Client, str]]:
        for name, person, address in page_scenes.pages():
            client = Client()
            if person is not None:
                client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
            yield name, client, address

    return signed_in()


def test_the_main_pages_ask_for_no_more_than_they_did(main_pages):
    cost = {}
    for name, client, address in main_pages:
        client.get(address)
        with pages.captured_selects() as asked:
            assert client.get(address).status_code == 200
        cost[name] = (len(asked), sum(_selected(sql) for sql, _params in asked))
    assert cost == MAX_STATEMENTS


def _selected(sql: str) -> int:
    """Columns of tables in the list that a statement selects; what a subquery in it looks at is not counted."""
    while _INNERMOST.search(sql):
        sql = _INNERMOST.sub(lambda one: "" if one[1].startswith("SELECT") else one[1], sql)
    return sql.partition(" FROM ")[0].count('."')


def test_the_floor_of_the_bench_asks_for_exactly_what_the_page_asks_for(main_pages):
    _name, client, address = next(main_pages)
    client.get(address)
    with pages.captured_selects() as asked:
        body = client.get(address).content
    with pages.floor_of(asked, body), pages.captured_selects() as floor:
        assert Client().get("/floor/").content == body
    assert asked and floor == asked
