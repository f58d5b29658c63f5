"""A draft may be incomplete, a published template must not be; one template per school year."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.template.readiness import missing_parts
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.editor_form import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, today):
    sync_editor_groups()
    person = factories.user(role=Role.CENTRAL_EDITOR)
    set_editor_groups(person, today=today)
    client.force_login(person)
    return person


def form(
    *,
    school_year: str = "2027/2028",
    title: str = "Dialogmøder",
    items: list[dict[str, Any]] | None = None,
    **more: Any,
):
    """Data of the editor's form, empty except for the given values."""
    blocks = [("item", one) for one in items or []]
    data = {
        "title": title,
        "school_year": school_year,
        "purpose": "",
        "total_minutes": "240",
        "remark_days": "7",
        "frequency": "",
        "responsible": "",
        "document_headings": "",
        "contributes_to": streamfield([]),
        "participants": streamfield([]),
        "preparation": streamfield([]),
        "agenda": streamfield(blocks),
        "follow_up": streamfield([]),
    }
    return {**nested_form_data(data), **more}


def item(title: str = "Velkomst") -> dict[str, Any]:
    from wagtail.test.utils.form_data import inline_formset  # noqa: F401

    empty = {"count": "0"}
    return {
        "title": title,
        "minutes": "30",
        "time_note": "",
        "applies_to": "all",
        "owner": "unit",
        "is_open": "on",
        "purpose": "",
        **{
            name: empty
            for name in (
                "questions",
                "parts",
                "perspectives",
                "goals",
                "required_data",
                "focus",
                "local_topics",
            )
        },
    }


def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["meetings", "templatepage", TemplateIndexPage.objects.get().pk])


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_form_suggests_title_and_the_next_year_without_a_template(client, editor):
    factories.template("2026/2027")
    page = client.get(add_url()).content.decode()
    assert 'value="Dialogmøder 202' in page
    assert 'value="2026/2027"' not in page


def test_a_draft_may_be_incomplete(client, editor):
    response = client.post(add_url(), form())
    page = TemplatePage.objects.get()
    assert response.status_code == 302
    assert (page.live, page.slug, page.school_year) == (False, "2027-2028", "2027/2028")


def test_a_draft_may_have_an_item_without_a_title(client, editor):
    client.post(add_url(), form(items=[item(title="")]))
    assert TemplatePage.objects.get().agenda[0].value["minutes"] == 30


def test_a_template_without_agenda_items_is_not_published(client, editor):
    response = client.post(add_url(), form(**{"action-publish": "1"}))
    assert "Tilføj mindst ét dagsordenspunkt" in response.content.decode()
    assert not TemplatePage.objects.exists()


def test_a_live_template_cannot_be_emptied(client, editor):
    page = factories.template("2027/2028")
    response = client.post(edit_url(page), form(**{"action-publish": "1"}))
    assert "Tilføj mindst ét dagsordenspunkt" in response.content.decode()
    assert len(TemplatePage.objects.get().agenda) == 2


def test_a_live_template_may_have_an_incomplete_draft(client, editor):
    page = factories.template("2027/2028")
    assert client.post(edit_url(page), form(**seen(client, edit_url(page)))).status_code == 302
    page.refresh_from_db()
    assert page.live and page.has_unpublished_changes
    assert len(page.agenda) == 2, "readers see what was published"


def test_a_template_with_an_agenda_is_published(client, editor):
    assert client.post(add_url(), form(items=[item()], **{"action-publish": "1"})).status_code == 302
    assert TemplatePage.objects.get().live


def test_a_second_template_of_a_school_year_is_an_error(client, editor):
    factories.template("2027/2028", title="Årets ramme")
    response = client.post(add_url(), form())
    assert "Der er allerede en skabelon for 2027/2028: »Årets ramme«" in response.content.decode()
    assert TemplatePage.objects.count() == 1


def test_a_school_year_must_be_two_consecutive_years(client, editor):
    response = client.post(add_url(), form(school_year="2027/2029"))
    assert "to år efter hinanden" in response.content.decode()


def test_a_started_year_keeps_its_school_year(client, editor):
    page = factories.template("2026/2027")
    factories.cycle("2026/2027")
    response = client.post(edit_url(page), form(school_year="2027/2028", items=[item()]))
    assert "Året er startet ud fra denne skabelon" in response.content.decode()


def test_an_incomplete_template_cannot_be_published_by_code():
    page = factories.template(published=False, agenda=[])
    with pytest.raises(ValidationError):
        page.latest_revision.publish()
    assert not TemplatePage.objects.get().live


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " ", "agenda": [factories.agenda_item()]}, "title"),
        ({"title": "T", "agenda": []}, "agenda"),
        ({"title": "T", "agenda": [factories.agenda_item("")]}, "agenda"),
        ({"title": "T", "agenda": [{"type": "kept_text", "value": {"text": "Velkomst"}}]}, "agenda"),
        ({"title": "T", "agenda": [factories.agenda_item()], "total_minutes": 0}, "total_minutes"),
    ],
)
def test_missing_parts_of_a_template(fields, field):
    assert [lack.field for lack in missing_parts(TemplatePage(**fields))] == [field]


def test_the_editor_shows_the_sum_of_minutes_and_old_years(client, editor):
    page = factories.template("2026/2027", responsible="Som i 2021/2022", agenda=[factories.agenda_item(minutes=270)])
    content = client.get(edit_url(page)).content.decode().replace("\u00a0", " ")
    assert "Det er 30 min. for langt" in content
    assert "Teksten nævner andre skoleår: 2021/2022" in content


@pytest.mark.parametrize(
    ("mode", "seen", "unseen"),
    [("school", "Kun skolens", "Kun dagtilbuddets"), ("daycare", "Kun dagtilbuddets", "Kun skolens")],
)
def test_the_preview_shows_what_each_kind_of_unit_sees(client, editor, mode, seen, unseen):
    page = factories.template(
        agenda=[
            factories.agenda_item("Kun skolens", 60, applies_to="school"),
            factories.agenda_item("Kun dagtilbuddets", 90, applies_to="daycare"),
        ]
    )
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = form(
        school_year="2026/2027",
        items=[{**item("Kun skolens"), "applies_to": "school"}, {**item("Kun dagtilbuddets"), "applies_to": "daycare"}],
    )
    assert client.post(address, data).json()["is_valid"]
    content = client.get(address, {"mode": mode, "in_preview_panel": "true"}).content.decode()
    assert seen in content and unseen not in content
    assert "Punkterne varer 30" in content


def test_the_template_of_a_started_year_cannot_be_deleted_moved_or_unpublished(client, editor):
    page = factories.template()
    assert page.permissions_for_user(editor).can_unpublish()
    factories.cycle()
    may = TemplatePage.objects.get().permissions_for_user(editor)
    assert not any([may.can_delete(), may.can_unpublish(), may.can_move(), may.can_copy()])
    for act in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{act}", args=[page.pk]))
    assert TemplatePage.objects.get().live


def test_the_index_of_templates_cannot_be_moved_or_deleted(editor):
    may = TemplateIndexPage.objects.get().permissions_for_user(editor)
    assert not any([may.can_delete(), may.can_unpublish(), may.can_move(), may.can_copy()])


def test_wagtails_texts_about_a_draft_are_danish(client, editor):
    template = factories.template("2027/2028", published=False)
    unreadable = client.get(reverse("wagtailadmin_pages:preview_on_edit", args=[template.pk])).content.decode()
    assert "Ingen forhåndsvisning" in unreadable and "Preview cannot" not in unreadable
    for name in ("edit", "history"):
        page = client.get(reverse(f"wagtailadmin_pages:{name}", args=[template.pk])).content.decode()
        assert 'aria-label="Handlinger"' in page and 'aria-label="Actions"' not in page
