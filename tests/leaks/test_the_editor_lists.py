"""Lists, search, API and registers of the Wagtail admin contain templates and the leader forum, and no unit's pages."""

import json

import pytest
from django.test import Client
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from accounts.roles import Role
from tests import factories
from tests.leaks.editor_routes import EDITOR, closed, says_nothing_of
from tests.leaks.stage import FOREIGN, Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query", ["", f"?q={FOREIGN}", f"?search_all=1&q={FOREIGN}", "?content_type=meetings.unitpage"]
)
def test_search_finds_no_page_of_a_unit(query: str, stage: Stage, administrator: Client, strong: Client) -> None:
    place = stage.foreign
    pages = (place.unit, place.this_year, place.minutes)
    for address in ("pages/search/", "pages/search/results/", f"pages/{stage.template.get_parent().pk}/"):
        for client in (administrator, strong):
            response = client.get(EDITOR + address + query)
            assert response.status_code == 200
            found = response.content.decode()
            assert not [page for page in pages if f"/pages/{page.pk}/" in found or page.get_url() in found], address
            assert not [piece for piece in (place.draft, place.shared) if piece.get_url() in found], address


def test_search_finds_the_editors_pages(stage: Stage, strong: Client) -> None:
    found = strong.get(f"{EDITOR}pages/search/?q=eksempel").content.decode()
    assert f"/pages/{stage.foreign.cleared.pk}/" in found


def test_the_explorer_shows_templates_and_lederforum(stage: Stage, strong: Client) -> None:
    root = Page.get_first_root_node()
    home = stage.own.unit.area.get_parent()
    for address in (f"pages/{root.pk}/", f"pages/{home.pk}/", f"pages/{home.pk}/results/?ordering=title",
                    f"pages/{home.pk}/?search_all=1&has_child_pages=true"):  # fmt: skip
        response = strong.get(EDITOR + address)
        assert response.status_code == 200
        for page in (stage.own.unit.area, stage.foreign.unit.area, stage.foreign.unit, stage.foreign.this_year):
            assert f"/pages/{page.pk}/" not in response.content.decode(), address


def test_the_explorers_filters_list_no_people(stage: Stage, strong: Client) -> None:
    text = says_nothing_of(stage.foreign, strong, f"pages/{stage.template.get_parent().pk}/")
    assert "owner" not in text and "edited_by" not in text


@pytest.mark.parametrize(
    "query",
    ["", "?child_of={unit}", "?child_of={meeting}", "?descendant_of={home}", "?ancestor_of={minutes}",
     "?translation_of={unit}", "?search=Fjernvang", "?for_explorer=1&child_of={home}", "?type=meetings.MinutesPage",
     "?fields=*",
     "?slug=referat",
     "?child_of=root&include_root=true&fields=parent,children,descendants,ancestors", "?order=random"],
)  # fmt: skip
def test_the_admins_api(query: str, stage: Stage, strong: Client, administrator: Client) -> None:
    place = stage.foreign
    words = query.format(
        unit=place.unit.pk, meeting=place.this_year.pk, minutes=place.minutes.pk, home=place.unit.area.get_parent().pk
    )
    units = set(Page.objects.descendant_of(place.unit.area, inclusive=True).values_list("pk", flat=True))
    units |= set(Page.objects.descendant_of(stage.own.unit.area, inclusive=True).values_list("pk", flat=True))
    for client in (strong, administrator):
        response = client.get(f"{EDITOR}api/main/pages/{words}")
        assert response.status_code in (200, 400, 404)
        if response.status_code == 200:
            assert not units & {row["id"] for row in json.loads(response.content)["items"]}


def test_the_admins_api_about_one_page(stage: Stage, strong: Client) -> None:
    minutes = stage.foreign.minutes
    closed(
        strong, f"api/main/pages/{minutes.pk}/", f"api/main/pages/find/?id={minutes.pk}",
        f"api/main/pages/find/?html_path={minutes.get_url()}", f"api/main/pages/{minutes.pk}/action/publish/",
        f"api/main/pages/find/?html_path={stage.foreign.draft.get_url()}",
        f"api/main/pages/{stage.template.pk}/action/copy/", f"api/main/pages/{stage.template.pk}/action/delete/",
    )  # fmt: skip
    home = minutes.get_ancestors().get(depth=2)
    assert FOREIGN not in strong.get(f"{EDITOR}api/main/pages/{home.pk}/?fields=*").content.decode()


def test_the_dashboard_names_no_page_of_a_unit(stage: Stage) -> None:
    """Plain Wagtail lists all pages that the user edited, has to approve or has locked."""
    user = factories.user(role=Role.CENTRAL_EDITOR)
    place = stage.foreign
    place.this_year.save_revision(user=user, log_action="wagtail.edit")
    Page.objects.filter(pk=place.last_year.pk).update(locked=True, locked_by=user)
    client = Client()
    client.force_login(user)
    says_nothing_of(place, client, "")


# Registers ------------------------------------------------------------


def test_registers_are_not_used_deleted_copied_or_chosen_from(stage: Stage, strong: Client) -> None:
    entry = factories.initiative("Udeliv")
    base = "snippets/snippets/initiative/"
    closed(
        strong, f"{base}usage/{entry.pk}/", f"{base}delete/{entry.pk}/", f"{base}copy/{entry.pk}/", "snippets/",
        "snippets/choose/snippets/initiative/", f"snippets/choose/snippets/initiative/chosen/{entry.pk}/",
    )  # fmt: skip
    assert type(entry).objects.filter(pk=entry.pk).exists()


def test_registers_are_kept_by_editors_and_read_by_administrators(
    stage: Stage, editor: Client, administrator: Client
) -> None:
    address = f"{EDITOR}snippets/snippets/datatype/"
    assert editor.post(f"{address}add/", {"name": "Trivsel", "is_active": "on"}).status_code == 302
    assert "Trivsel" in administrator.get(address).content.decode()
    administrator.post(f"{address}add/", {"name": "Snig", "is_active": "on"})
    assert "Snig" not in editor.get(address).content.decode()


def test_nobody_deletes_entries_of_registers_whatever_view_asks(stage: Stage) -> None:
    boss = factories.user(is_superuser=True)
    entry = factories.initiative("Udeliv")
    policy = policy_registry.get(entry)
    assert not policy.user_has_permission(boss, "delete")
    assert not policy.user_has_any_permission_for_instance(boss, {"delete"}, entry)
    assert policy.user_has_permission(boss, "change")


def test_the_register_of_agreements_can_be_read(stage: Stage, administrator: Client, editor: Client) -> None:
    register = f"{EDITOR}meetings/agreement/"
    for client in (administrator, editor):
        assert stage.foreign.agreement.text in client.get(f"{register}?status=not_started").content.decode()
        for kind in ("csv", "xlsx"):
            export = client.get(f"{register}?export={kind}")
            assert export.status_code == 200
            b"".join(export.streaming_content) if export.streaming else export.content
        inspected = client.get(f"{register}inspect/{stage.foreign.agreement.pk}/").content.decode()
        assert stage.foreign.agreement.text in inspected
        assert f"{FOREIGN} ramme" not in inspected and f"{FOREIGN}stuen" not in inspected


def test_the_register_of_agreements_changes_nothing(stage: Stage, strong: Client) -> None:
    pk = stage.foreign.agreement.pk
    base = "meetings/agreement/"
    closed(strong, f"{base}create/", f"{base}edit/{pk}/", f"{base}delete/{pk}/", f"{base}history/{pk}/")
    strong.post(f"{EDITOR}{base}", {"action": "delete", "id": pk})
    stage.foreign.agreement.refresh_from_db()


def test_wagtail_notes_nowhere_which_page_refers_to_what(stage: Stage) -> None:
    for page in (stage.foreign.minutes, stage.template):
        page.save()
    assert not ReferenceIndex.tracked_models
    assert not ReferenceIndex.objects.exists()
