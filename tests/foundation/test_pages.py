"""What our pages change in Wagtail's (docs/upgrading-wagtail.md)."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PagePermissionTester, Revision, WorkflowPage

from accounts.roles import Role
from foundation.pages import url_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_restoring_a_revision_keeps_what_only_actions_change() -> None:
    meeting = factories.meeting(state=MeetingState.PLANNED)
    revision = meeting.save_revision()
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, title="Et nyt navn")

    restored = Revision.objects.get(pk=revision.pk).as_object()
    assert restored.state == MeetingState.HELD
    assert restored.title == meeting.title, "the rest is restored"


def test_a_page_takes_no_workflow_over_from_the_root() -> None:
    assert WorkflowPage.objects.filter(page=Page.get_first_root_node()).exists(), "an empty Wagtail comes with one"
    meeting = factories.meeting()
    assert meeting.get_workflow() is None and not meeting.has_workflow


def test_a_page_that_is_not_live_is_served_to_nobody_unless_its_type_shows_drafts(client: Client) -> None:
    meeting = factories.meeting(state=MeetingState.HELD)
    minutes = factories.minutes(meeting=meeting, live=False)
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit))
    assert client.get(meeting.get_url()).status_code == client.get(minutes.get_url()).status_code == 200
    MeetingPage.objects.update(live=False)
    assert client.get(meeting.get_url()).status_code == 404
    assert client.get(minutes.get_url()).status_code == 200, "a page below it is found by its own rule"


def test_the_editor_has_no_permission_that_the_page_type_does_not_name() -> None:
    strong = factories.user(is_superuser=True)
    every = [name for name in dir(PagePermissionTester) if name.startswith("can_")]
    asked = {"can_move_to": (Page.get_first_root_node(),), "can_copy_to": (Page.get_first_root_node(),)}

    def allowed(page: Page) -> set[str]:
        tester = page.permissions_for_user(strong)
        return {name for name in every if getattr(tester, name)(*asked.get(name, ()))}

    assert allowed(factories.meeting()) == allowed(factories.minutes()) == allowed(factories.home()) == set()
    edited = {"can_edit", "can_publish", "can_view_revisions"}
    assert allowed(factories.forum()) == allowed(factories.example(state="cleared")) == edited
    assert allowed(factories.example(state="proposed")) == set()
    assert allowed(factories.template("2030/2031")) == edited | {"can_delete", "can_unpublish"}
    assert allowed(factories.cycle().template) == edited, "its year is started"


@pytest.mark.parametrize("path", ["", "skoler/skovskolen/2026/", "skoler/æblehaven_2-søen/"])
def test_the_address_of_a_page_is_what_its_route_says(path: str) -> None:
    assert url_of(f"/forside/{path}") == reverse("wagtail_serve", args=[path])
