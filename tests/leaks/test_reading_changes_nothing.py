"""GET and HEAD change nothing, so links in mails, prefetching browsers and crawlers have no effect."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.leaks.editor_routes import routes
from tests.leaks.expectations import SITE
from tests.leaks.stage import Stage
from tests.leaks.test_every_route import words_of

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.I)
#: The view log, and the sessions that a presentation or a meeting on its screen extends.
REMEMBERS = {
    "media_viewlogentry": "who has seen what",
    "meetings_sentdocument": "what a downloaded file holds",
    "meetings_helditem": "what a downloaded file holds",
    "accounts_session": "a presentation is still shown, or a meeting led on its screen",
    "wagtailadmin_editingsession": "who has a page open in the editor",
    "wagtailcore_pagesubscription": "whose page it is that is open in the editor",
}
#: Looking at the event log, and fetching it, are acts that it holds.
NOTED_IN_LOG = re.compile(r"/haendelser/")


@contextmanager
def tables_written() -> Iterator[set[str]]:
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if match := WRITES.match(sql):
            written.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def require_only_looked_at(client: Client, address: str, wrong: list[str]) -> None:
    for method in (client.get, client.head):
        with tables_written() as written:
            answer = method(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
        noted = {"foundation_auditevent"} if NOTED_IN_LOG.match(address) else set()
        if written - set(REMEMBERS) - noted:
            wrong.append(f"{address}: {sorted(written)}")


@pytest.mark.parametrize("role", list(Role))
def test_get_changes_nothing_on_the_site(role: Role, stage: Stage) -> None:
    client, wrong = Client(), []
    client.force_login(stage.person(role))
    addresses = [reverse(name, kwargs=words_of(said, stage.own)) for name, said in SITE.items()]
    pages = (stage.own.unit, stage.own.this_year, stage.own.draft, stage.own.shared, stage.own.minutes,
             stage.own.submitted, stage.own.proposed, stage.own.cleared, stage.template)  # fmt: skip
    addresses += ["/", "/lederforum/", "/skabeloner/", *(page.get_url() for page in pages)]
    for address in addresses:
        require_only_looked_at(client, address, wrong)
    assert not wrong


def test_get_changes_nothing_in_the_admin(stage: Stage, strong: Client) -> None:
    wrong: list[str] = []
    for route in routes():
        if route.name != "wagtailadmin_logout":
            require_only_looked_at(strong, route.address(stage.template), wrong)
    assert not wrong
