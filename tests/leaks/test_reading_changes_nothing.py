"""GET and HEAD change nothing, so links in mails, prefetching browsers and crawlers have no effect.

That GET changes nothing on the site's routes is asked where each role looks at them anyway (test_every_route.py).
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.leaks.editor_routes import routes
from tests.leaks.expectations import SITE
from tests.leaks.only_looked_at import changed_by_reading, tables_written
from tests.leaks.stage import Stage
from tests.leaks.test_every_route import words_of

pytestmark = pytest.mark.django_db


def require_only_looked_at(client: Client, address: str, wrong: list[str], methods: str = "get head") -> None:
    for method in methods.split():
        with tables_written() as written:
            answer = getattr(client, method)(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
        if changed := changed_by_reading(address, written):
            wrong.append(f"{method} {address}: {changed}")


@pytest.mark.parametrize("role", list(Role))
def test_looking_changes_nothing_on_the_site(role: Role, stage: Stage) -> None:
    client, wrong = Client(), []
    client.force_login(stage.person(role))
    for name, said in SITE.items():
        require_only_looked_at(client, reverse(name, kwargs=words_of(said, stage.own)), wrong, "head")
    pages = (stage.own.unit, stage.own.this_year, stage.own.draft, stage.own.shared, stage.own.minutes,
             stage.own.submitted, stage.own.proposed, stage.own.cleared, stage.template)  # fmt: skip
    addresses = ["/", "/lederforum/", "/skabeloner/", *(page.get_url() for page in pages)]
    for address in addresses:
        require_only_looked_at(client, address, wrong)
    assert not wrong


def test_looking_changes_nothing_in_the_admin(stage: Stage, strong: Client) -> None:
    wrong: list[str] = []
    for route in routes():
        if route.name != "wagtailadmin_logout":
            require_only_looked_at(strong, route.address(stage.template), wrong)
    assert not wrong
