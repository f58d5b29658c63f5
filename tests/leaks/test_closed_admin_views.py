"""Views of plain Wagtail 8.0 that show pages across permissions (docs/decisions/0004), each tried by a superuser."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from meetings.forum.pages import ExamplePage
from tests.editor_form import seen
from tests.leaks.editor_routes import EDITOR, closed, routes, says_nothing_of
from tests.leaks.stage import FOREIGN, Stage

pytestmark = pytest.mark.django_db


def test_page_chooser_tree_and_search(stage: Stage, strong: Client) -> None:
    closed(strong, "choose-page/", f"choose-page/search/?q={FOREIGN}", "choose-page/?page_type=meetings.minutespage")


def test_page_chooser_of_one_page_and_of_several(stage: Stage, strong: Client) -> None:
    ids = [stage.foreign.minutes.pk, stage.template.pk]
    closed(strong, *(f"choose-page/{pk}/" for pk in ids), *(f"choose-page/chosen-multiple/?id={pk}" for pk in ids))


def test_link_choosers_are_closed(stage: Stage, strong: Client) -> None:
    closed(strong, "choose-external-link/", "choose-email-link/", "choose-phone-link/", "choose-anchor-link/")


def test_moving_pages_is_closed(stage: Stage, strong: Client) -> None:
    minutes, template = stage.foreign.minutes, stage.template
    closed(
        strong,
        f"pages/{minutes.pk}/move/", f"pages/{template.pk}/move/",
        f"pages/{minutes.pk}/move/{template.pk}/confirm/", f"pages/{template.pk}/move/{minutes.pk}/confirm/",
        f"pages/{template.pk}/set_position/",
    )  # fmt: skip


def test_copying_pages_is_closed(stage: Stage, strong: Client) -> None:
    closed(strong, f"pages/{stage.foreign.minutes.pk}/copy/", f"pages/{stage.template.pk}/copy/")


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_are_closed(action: str, stage: Stage, strong: Client) -> None:
    ids = f"?id={stage.foreign.this_year.pk}&id={stage.foreign.minutes.pk}&id={stage.template.pk}"
    closed(strong, f"bulk/wagtailcore/page/{action}/{ids}", f"bulk/snippets/initiative/{action}/{ids}")


@pytest.mark.parametrize(
    "report", ["site-history", "locked", "aging-pages", "workflow", "workflow_tasks", "page-types-usage"]
)
def test_reports_are_closed(report: str, stage: Stage, strong: Client) -> None:
    closed(strong, f"reports/{report}/", f"reports/{report}/results/", f"reports/{report}/?export=csv")


def test_where_a_page_type_is_used(stage: Stage, strong: Client) -> None:
    closed(strong, "pages/usage/meetings/minutespage/", "pages/usage/meetings/templatepage/results/")


def test_where_a_page_is_used(stage: Stage, strong: Client) -> None:
    pages = (stage.foreign.minutes, stage.template, stage.foreign.cleared)
    closed(strong, *(f"pages/{page.pk}/usage/" for page in pages))


def test_tags_are_closed(stage: Stage, strong: Client) -> None:
    closed(strong, "tag-autocomplete/?term=a", "tag-autocomplete/taggit/tag/?term=a")


def test_there_is_no_library_of_pictures_documents_or_films() -> None:
    """Wagtail's admin reverses two API URLs; they exist and answer 404 (home/admin/api.py)."""
    libraries = ("image", "document", "media", "video", "film")
    found = {route.name for route in routes() if any(word in route.path.lower() for word in libraries)}
    found = {name for name in found if not name.startswith("media_objection_modeladmin_")}  # a register of rows
    assert found == {"wagtailadmin_api:images:listing", "wagtailadmin_api:documents:listing"}


def test_the_empty_libraries_are_closed(stage: Stage, strong: Client) -> None:
    closed(strong, "api/main/images/", "api/main/documents/", f"images/{stage.own.photo.pk}/", "documents/")


@pytest.mark.parametrize(
    "address",
    ["users/", "users/new/", "users/edit/1/", "groups/", "groups/new/", "sites/", "sites/new/", "collections/",
     "collections/add/", "workflows/list/", "workflows/tasks/index/", "workflows/task_chooser/", "redirects/",
     "failwhale/", "test404/", "password_reset/"],
)  # fmt: skip
def test_wagtails_own_people_and_settings(address: str, stage: Stage, strong: Client) -> None:
    closed(strong, address)


def test_approval_privacy_and_locks(stage: Stage, strong: Client) -> None:
    minutes, template = stage.foreign.submitted.pk, stage.template.pk
    for pk in (minutes, template):
        closed(
            strong, f"pages/{pk}/privacy/", f"pages/{pk}/lock/", f"pages/{pk}/unlock/", f"pages/{pk}/workflow_history/",
            f"pages/workflow/action/{pk}/approve/1/", f"pages/workflow/confirm_cancellation/{pk}/",
            f"pages/workflow/preview/{pk}/1/",
        )  # fmt: skip


# Views of one page, led astray ------------------------------------------------------------


def test_revisions_of_another_page(stage: Stage, strong: Client) -> None:
    minutes, ours = stage.foreign.minutes, stage.template.save_revision()
    template = f"pages/{stage.template.pk}/revisions/"
    for theirs in (minutes.save_revision(), stage.foreign.draft.save_revision()):
        for address in (
            f"{template}{theirs.pk}/view/", f"{template}{theirs.pk}/revert/",
            f"{template}compare/{theirs.pk}...live/", f"{template}compare/{ours.pk}...{theirs.pk}/",
            f"pages/{minutes.pk}/revisions/{theirs.pk}/view/",
        ):  # fmt: skip
            assert strong.get(EDITOR + address).status_code == 404, address


def test_preview_shows_nothing_of_ids_sent_in_the_form(stage: Stage, strong: Client) -> None:
    """Ids of a unit's photo, page and agreement are sent as values of blocks and of fields that the form lacks."""
    place = stage.foreign
    sent: dict[str, Any] = {
        "title": "Prøve", "school_year": stage.template.school_year, "total_minutes": "240", "purpose": "x",
        "remark_days": "7",
        "media": place.photo.pk, "unit": place.unit.pk, "evidence": place.draft.pk, "agreement": place.agreement.pk,
        **{f"{field}-count": "0" for field in ("contributes_to", "participants", "preparation", "follow_up")},
        "agenda-count": "2",
        "agenda-0-type": "photo", "agenda-0-order": "0", "agenda-0-id": "", "agenda-0-deleted": "",
        "agenda-0-value-image": place.photo.pk,
        "agenda-1-type": "item", "agenda-1-order": "1", "agenda-1-id": "", "agenda-1-deleted": "1",
        "agenda-1-value": place.draft.pk,
    }  # fmt: skip
    address = f"{EDITOR}pages/{stage.template.pk}/edit/preview/"
    client = strong
    client.raise_request_exception = False
    assert client.post(address, sent).json()["is_valid"]
    for mode in ("school", "daycare"):
        body = client.get(f"{address}?mode={mode}").content.decode()
        assert FOREIGN not in body and str(place.photo.key) not in body


def test_an_example_is_not_pointed_at_other_evidence_in_the_editor(stage: Stage, strong: Client) -> None:
    cleared, place = stage.own.cleared, stage.foreign
    before = ExamplePage.objects.filter(pk=cleared.pk).values("evidence_id", "unit_id", "media", "state").get()
    sent = {"title": "Fælles eksempel", "did": "a", "saw": "b", "learnt": "c", "others_can_use": "d",
            "action-publish": "1", "evidence": place.draft.pk, "unit": place.unit.pk, "state": "proposed",
            "media-count": "0"}  # fmt: skip
    address = f"{EDITOR}pages/{cleared.pk}/edit/"
    assert strong.post(address, sent | seen(strong, address)).status_code == 302
    assert ExamplePage.objects.filter(pk=cleared.pk).values("evidence_id", "unit_id", "media", "state").get() == before


def test_editing_sessions_about_pages_of_units(stage: Stage, strong: Client) -> None:
    for page in (stage.foreign.minutes, stage.foreign.unit):
        label = page._meta
        closed(
            strong, f"editing-sessions/ping/{label.app_label}/{label.model_name}/{page.pk}/1/",
            f"editing-sessions/ping/wagtailcore/page/{page.pk}/1/",
        )  # fmt: skip
    agreement = stage.foreign.agreement
    closed(strong, f"editing-sessions/ping/meetings/evidence/{stage.foreign.draft.pk}/1/")
    closed(strong, f"editing-sessions/ping/meetings/agreement/{agreement.pk}/1/")
    closed(strong, f"editing-sessions/ping/accounts/user/{stage.template.pk}/1/")


def test_examples_that_are_not_cleared_are_for_those_who_clear(
    stage: Stage, administrator: Client, editor: Client
) -> None:
    proposal, forum = stage.foreign.proposed, stage.foreign.proposed.get_parent()
    closed(
        administrator,
        f"pages/{proposal.pk}/history/",
        f"pages/{proposal.pk}/view_draft/",
        f"api/main/pages/{proposal.pk}/",
    )
    says_nothing_of(stage.foreign, administrator, f"pages/{forum.pk}/")
    assert proposal.title in editor.get(f"{EDITOR}pages/{forum.pk}/").content.decode()
    ExamplePage.objects.filter(pk=proposal.pk).update(state="returned")
    closed(editor, f"pages/{proposal.pk}/edit/", f"pages/{proposal.pk}/history/")


def test_the_lederforum_is_not_added_to_taken_down_or_deleted(stage: Stage, strong: Client) -> None:
    forum = stage.own.cleared.get_parent()
    for pk, acts in (
        (forum.pk, ("delete", "unpublish", "add_subpage")),
        (stage.own.cleared.pk, ("delete", "unpublish")),
    ):
        for act in acts:
            assert strong.get(f"{EDITOR}pages/{pk}/{act}/").status_code == 302  # "you have no right to that"
            strong.post(f"{EDITOR}pages/{pk}/{act}/")
    strong.post(f"{EDITOR}pages/add/meetings/examplepage/{forum.pk}/", {"title": "Ny", "action-publish": "1"})
    assert Page.objects.filter(pk__in=[forum.pk, stage.own.cleared.pk], live=True).count() == 2
    assert not ExamplePage.objects.filter(title="Ny").exists()


# The allow-list itself ------------------------------------------------------------


def test_the_allowlist_works_with_a_script_prefix(stage: Stage, strong: Client) -> None:
    answer = strong.get(f"{EDITOR}choose-page/", SCRIPT_NAME="/kommune")
    assert answer.status_code == 404


def test_wagtails_sign_in_page_redirects_to_ours_without_a_loop(stage: Stage, strong: Client) -> None:
    visitor = Client().get(f"{EDITOR}login/")
    assert visitor.url == f"{reverse('account_login')}?next=%2F{EDITOR.strip('/')}%2F"
    assert strong.get(f"{EDITOR}login/").url == EDITOR
    assert Client().get(f"{EDITOR}pages/?q=a").url.endswith("next=%2Fredaktion%2Fpages%2F%3Fq%3Da")


def test_dismissibles_are_not_stored(stage: Stage, strong: Client) -> None:
    """Wagtail would store any text that is sent here. Nothing that we show in the admin needs it."""
    words = {"Mikkel 010190-1234": "fri tekst"}
    answer = strong.patch("/redaktion/dismissibles/", words, content_type="application/json")
    assert answer.status_code == 404
    assert "w-dismissible" not in strong.get("/redaktion/").content.decode()
