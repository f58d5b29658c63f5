"""The Wagtail admin for editors and administrators: in Danish, without links to views that are not allowed."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

HREF = re.compile(r'(?:href=|"url": )"(/redaktion/[^"#]*)"')
#: In the page's foot, shown when boxes are ticked; there are no boxes.
NEVER_SHOWN = "/redaktion/bulk/"
ENGLISH = (
    "Search…",
    "Save draft",
    "Toggle",
    "More options",
    "Current page status",
    "Filter by",
    "View history",
    "Editing",
)


@pytest.fixture
def template() -> Page:
    template = factories.template()
    template.save_revision(log_action=True)
    factories.initiative("Udeliv")
    return template


def addresses(template: Page, role: Role) -> Iterator[str]:
    index = template.get_parent()
    yield from ("", "pages/", f"pages/{index.pk}/", f"pages/{factories.forum().pk}/", "pages/search/?q=a")
    yield from ("snippets/snippets/initiative/", "meetings/agreement/")
    if role == Role.CENTRAL_EDITOR:
        yield from (f"pages/{template.pk}/edit/", f"pages/{template.pk}/history/", "snippets/snippets/initiative/add/")
        yield from (f"pages/{factories.forum().pk}/edit/", f"pages/add/meetings/templatepage/{index.pk}/")
    else:
        yield "settings/foundation/municipality/"


@pytest.mark.parametrize("role", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_every_link_works_and_every_page_is_danish(role: Role, template: Page) -> None:
    client = Client()
    client.force_login(factories.user(role=role))
    seen: set[str] = set()
    for address in addresses(template, role):
        response = client.get(f"/redaktion/{address}", follow=True)
        assert response.status_code == 200, address
        text = response.content.decode()
        assert not [word for word in ENGLISH if word in text], address
        seen.update(found.replace("&amp;", "&") for found in HREF.findall(text) if not found.startswith(NEVER_SHOWN))
    assert len(seen) > 15
    dead = [link for link in sorted(seen) if client.get(link).status_code == 404]
    assert not dead


def test_menus_hold_no_closed_entries(template: Page) -> None:
    client = Client()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR, is_superuser=True))
    text = client.get("/redaktion/").content.decode()
    for closed in ("reports", "users", "groups", "sites", "collections", "workflows", "choose", "images", "documents"):
        assert f'"/redaktion/{closed}/' not in text
    assert "wagtail.org" not in text and "github" not in text
