"""The Wagtail admin refuses CPR numbers in templates, registers and settings, and stores none in previews."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from foundation.municipality import Municipality
from home.admin.groups import sync_editor_groups
from meetings.template.pages import TemplatePage
from meetings.units.people.admin_groups import set_editor_groups
from snippets.models import Initiative
from tests import factories
from tests.foundation.cpr_forms.stored import everything_stored
from tests.meetings.template.test_publishing import add_url, edit_url, form, item

pytestmark = pytest.mark.django_db
#: Nobody's: the four last digits are made up.
NUMBER = "120315-1234"
#: The id of a block, which looks like one.
BLOCK = "ab120315-1234-4aaa-8aaa-aaaaaaaaaaaa"


@pytest.fixture
def editor(today: date) -> Client:
    return signed_in(Role.CENTRAL_EDITOR, today)


def signed_in(role: Role, today: date) -> Client:
    sync_editor_groups()
    person = factories.user(role=role)
    set_editor_groups(person, today=today)
    client = Client()
    client.force_login(person)
    return client


def refused(answer: HttpResponse) -> None:
    assert answer.status_code == 200
    said = str(answer.context["form"].errors)
    assert "Det her ligner et CPR-nummer: »" in said and "sæt kryds" not in said  # there is nothing to tick here
    assert NUMBER not in everything_stored()


@pytest.mark.parametrize(
    "words",
    [
        {"title": f"Møder {NUMBER}"},
        {"purpose": f"Om {NUMBER}"},
        {"items": [item(f"Velkommen, Emil {NUMBER}")]},
        {"items": [{**item(), "purpose": f"Emil {NUMBER}"}]},
    ],
)
def test_a_template_with_a_cpr_number_is_refused(editor: Client, words: dict[str, Any]) -> None:
    factories.template("2026/2027")
    refused(editor.post(add_url(), form(**words)))
    assert TemplatePage.objects.count() == 1


def test_a_new_title_with_a_cpr_number_is_refused(editor: Client) -> None:
    page = factories.template("2027/2028")
    refused(editor.post(edit_url(page), form(title=f"Møder {NUMBER}")))


def test_a_register_entry_with_a_cpr_number_is_refused(editor: Client) -> None:
    add = reverse(Initiative.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
    refused(editor.post(add, {"name": f"Emil {NUMBER}", "description": "", "is_active": "on"}))
    refused(editor.post(add, {"name": "Læsning", "description": f"<p>Emil {NUMBER}</p>", "is_active": "on"}))
    assert editor.post(add, {"name": "Læsning", "description": "", "is_active": "on"}).status_code == 302
    edit = reverse(Initiative.snippet_viewset.get_url_name("edit"), args=[Initiative.objects.get().pk])  # type: ignore[attr-defined]
    refused(editor.post(edit, {"name": f"Emil {NUMBER}", "description": "", "is_active": "on"}))


def test_settings_with_a_cpr_number_are_refused(today: date) -> None:
    administrator = signed_in(Role.ADMINISTRATOR, today)
    row = Municipality.here()
    row.save()
    address = reverse("wagtailsettings:edit", args=["foundation", "municipality", row.site_id])
    shown = administrator.get(address).context["form"]
    sent = {name: value for name, value in shown.initial.items() if name in shown.fields and value is not None}
    refused(administrator.post(address, {**sent, "contact_name": f"Eva {NUMBER}"}))
    assert administrator.post(address, {**sent, "contact_name": "Eva"}).status_code == 302


def test_a_preview_keeps_no_number(editor: Client) -> None:
    page = factories.template("2027/2028")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(preview, form(title=f"Møder {NUMBER}")).json()["is_valid"] is False
    deleted = form(items=[item(), item(f"Emil {NUMBER}")]) | {"agenda-1-deleted": "1", "agenda-0-id": BLOCK}
    assert editor.post(preview, deleted).json()["is_valid"] is True
    stored = everything_stored()
    assert BLOCK in stored and "120315" not in stored.replace(BLOCK, "")
    assert editor.get(preview, {"mode": "school"}).status_code == 200
