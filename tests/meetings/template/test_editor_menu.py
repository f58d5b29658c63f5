"""The editor's menu and header buttons for templates, for those who may edit them."""

import pytest

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.template.pages import TemplateIndexPage
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, today):
    sync_editor_groups()

    def as_one(role):
        person = factories.user(role=role)
        set_editor_groups(person, today=today)
        client.force_login(person)

    return as_one


def test_the_menu_links_to_index_copy_and_import(client, sign_in):
    sign_in(Role.CENTRAL_EDITOR)
    page = client.get("/redaktion/").content.decode()
    for address in (
        f"/redaktion/pages/{TemplateIndexPage.objects.get().pk}/",
        "/skabeloner/ny/",
        "/skabeloner/importer/",
    ):
        assert address in page


def test_administrators_have_no_template_menu(client, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = client.get("/redaktion/").content.decode()
    assert "/skabeloner/ny/" not in page and "/skabeloner/importer/" not in page


def test_a_published_template_links_to_starting_the_year_and_copying(client, sign_in):
    sign_in(Role.CENTRAL_EDITOR)
    template = factories.template()
    edit = f"/redaktion/pages/{template.pk}/edit/"
    page = client.get(edit).content.decode()
    assert "/skabeloner/2026-2027/start/" in page and f"/skabeloner/ny/?fra={template.pk}" in page
    factories.cycle()
    assert "/skabeloner/2026-2027/start/" not in client.get(edit).content.decode()


def test_the_editor_links_to_the_site_and_shows_tasks(client, sign_in):
    waiting = factories.example()
    factories.meeting(unit=waiting.unit)
    sign_in(Role.CENTRAL_EDITOR)
    page = client.get("/redaktion/").content.decode()
    assert "Til forsiden" in page
    assert "1 eksempel venter" in page and 'href="/lederforum/"' in page
    waiting.delete()
    sign_in(Role.ADMINISTRATOR)
    assert "Du har ingen opgaver lige nu." in client.get("/redaktion/").content.decode()
