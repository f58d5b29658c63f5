"""The editor's menu leads to the templates, for those who write them."""

import pytest

from accounts.roles import Role
from home.admin_groups import sync_editor_groups
from meetings.template.pages import TemplateIndexPage
from meetings.units.people.admin_groups import put_in_editor_groups
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, today):
    sync_editor_groups()

    def as_one(role):
        person = factories.user(role=role)
        put_in_editor_groups(person, today=today)
        client.force_login(person)

    return as_one


def test_the_menu_leads_to_shelf_copy_and_import(client, sign_in):
    sign_in(Role.CENTRAL_EDITOR)
    page = client.get("/redaktion/").content.decode()
    for address in (
        f"/redaktion/pages/{TemplateIndexPage.objects.get().pk}/",
        "/skabeloner/ny/",
        "/skabeloner/importer/",
    ):
        assert address in page


def test_administrators_do_not_write_templates(client, sign_in):
    sign_in(Role.ADMINISTRATOR)
    page = client.get("/redaktion/").content.decode()
    assert "/skabeloner/ny/" not in page and "/skabeloner/importer/" not in page


def test_a_published_template_leads_on_to_the_year_and_to_next_years(client, sign_in):
    sign_in(Role.CENTRAL_EDITOR)
    template = factories.template()
    edit = f"/redaktion/pages/{template.pk}/edit/"
    page = client.get(edit).content.decode()
    assert "/skabeloner/2026-2027/start/" in page and f"/skabeloner/ny/?fra={template.pk}" in page
    factories.cycle()
    assert "/skabeloner/2026-2027/start/" not in client.get(edit).content.decode()


def test_the_editor_leads_back_to_the_site_and_says_what_waits(client, sign_in):
    waiting = factories.example()
    factories.meeting(unit=waiting.unit)
    sign_in(Role.CENTRAL_EDITOR)
    page = client.get("/redaktion/").content.decode()
    assert "Til forsiden" in page
    assert "1 eksempel venter" in page and 'href="/lederforum/"' in page
    waiting.delete()
    sign_in(Role.ADMINISTRATOR)
    assert "Du har ingen opgaver lige nu." in client.get("/redaktion/").content.decode()
