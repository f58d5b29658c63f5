"""Nobody can edit, unpublish, move, copy or delete approved minutes in the Wagtail admin, not even a superuser.

The admin's allow-list responds with 404 to all of it. It is switched off here, to test the protection of the minutes
themselves.
"""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Page, Revision

from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalIsFinal, ApprovalRecord
from tests import factories
from tests.meetings.minutes.scene import Scene, approved, begun, submitted, written

pytestmark = pytest.mark.django_db
ALLOWLIST = "home.admin.allowed_views.AdminAllowlistMiddleware"


@pytest.fixture
def scene() -> Scene:
    return approved()


@pytest.fixture
def admin(settings: Settings) -> Client:
    """A superuser in a Wagtail admin without the allow-list."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != ALLOWLIST]
    client = Client()
    client.force_login(factories.user(is_superuser=True))
    return client


@pytest.fixture(autouse=True)
def _nothing_changed(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test the approved minutes are what they were."""
    if "scene" not in request.fixturenames:
        yield
        return
    scene = request.getfixturevalue("scene")
    before = MinutesPage.objects.filter(pk=scene.minutes.pk).values().get()
    yield
    after = MinutesPage.objects.filter(pk=scene.minutes.pk).values().get()
    assert after == before
    assert verify_record(ApprovalRecord.objects.get()).holds


def pages(name: str, *args: int | str) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk(action: str, *ids: int) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{address}?" + "&".join(f"id={pk}" for pk in ids)


POST_VIEWS = ["edit", "delete", "unpublish", "copy", "lock", "unlock", "set_privacy"]


@pytest.mark.parametrize("view", POST_VIEWS)
def test_no_wagtail_page_view_changes_approved_minutes(admin: Client, scene: Scene, view: str) -> None:
    address = (
        reverse("wagtailadmin_pages:set_privacy", args=[scene.minutes.pk])
        if view == "set_privacy"
        else pages(view, scene.minutes.pk)
    )
    form = {
        "title": "Ændret",
        "slug": "aendret",
        "adjust_frame": "Ændret",
        "action-publish": "1",
        "restriction_type": "login",
    }
    assert admin.post(address, form).status_code in {302, 403}
    assert admin.get(address).status_code in {302, 403, 405}


def test_an_older_revision_cannot_be_restored(admin: Client) -> None:
    scene = submitted(adjust_frame="Det godkendte")
    first = Revision.objects.for_instance(scene.minutes).order_by("pk").first()
    from tests.meetings.minutes.scene import approve

    approve(scene)
    response = admin.post(pages("revisions_revert", scene.minutes.pk, first.pk), {"action-publish": "1"})
    assert response.status_code in {302, 403}
    form = {"title": "x", "slug": "x", "revision": first.pk, "action-publish": "1"}
    assert admin.post(pages("edit", scene.minutes.pk), form).status_code in {302, 403}
    with pytest.raises(PermissionDenied):
        first.publish(user=factories.user(is_superuser=True))
    assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == "Det godkendte"


@pytest.mark.parametrize("action", ["delete", "unpublish", "publish"])
def test_no_bulk_action_changes_approved_minutes(admin: Client, scene: Scene, action: str) -> None:
    admin.post(bulk(action, scene.minutes.pk), {"include_descendants": "on"})


def test_bulk_unpublishing_a_page_above_does_not_unpublish_minutes(admin: Client, scene: Scene) -> None:
    admin.post(bulk("unpublish", scene.unit.area.pk), {"include_descendants": "on"})


def test_approved_minutes_cannot_be_moved(admin: Client, scene: Scene) -> None:
    other = factories.meeting(unit=factories.make_unit())
    address = pages("move_confirm", scene.minutes.pk, other.pk)
    assert admin.post(address).status_code in {302, 403}
    admin.post(bulk("move", scene.minutes.pk), {"chooser": other.pk, "move_applicable": "on"})


@pytest.mark.parametrize("above", ["meeting", "unit", "area"])
def test_pages_above_approved_minutes_cannot_be_deleted_moved_or_copied(
    admin: Client, scene: Scene, above: str
) -> None:
    page = scene.unit.area if above == "area" else getattr(scene, above)
    assert admin.post(pages("delete", page.pk), {"confirm_site_name": "Læringsrum"}).status_code == 302
    assert admin.post(bulk("delete", page.pk), {"confirm_site_name": "Læringsrum"}).status_code == 302
    assert admin.post(pages("move_confirm", page.pk, factories.home().pk)).status_code == 302
    copy = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": page.get_parent().pk, "copy_subpages": "on"}
    assert admin.post(pages("copy", page.pk), copy).status_code == 302
    assert Page.objects.filter(pk=page.pk, path=page.path).exists()
    assert not Page.objects.filter(slug="kopi").exists()


@pytest.mark.parametrize("what", ["minutes", "meeting", "unit", "area"])
def test_deleting_the_minutes_or_a_page_above_in_code_raises_protected_error(scene: Scene, what: str) -> None:
    page = scene.unit.area if what == "area" else getattr(scene, what)
    with pytest.raises(ProtectedError), transaction.atomic():
        page.delete()


def test_deleting_record_revision_or_people_in_code_is_refused(scene: Scene) -> None:
    record = ApprovalRecord.objects.get()
    for row in (record.revision, record.approved_by, scene.leader):
        with pytest.raises(ProtectedError), transaction.atomic():
            row.delete()
    with pytest.raises(ApprovalIsFinal):
        record.delete()
    record.content_hash = "0" * 64
    with pytest.raises(ApprovalIsFinal):
        record.save()


def test_purge_revisions_keeps_the_approved_revision(scene: Scene) -> None:
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(latest_revision=None)
    call_command("purge_revisions", days=0)
    assert Revision.objects.filter(pk=ApprovalRecord.objects.get().revision_id).exists()
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(latest_revision=scene.minutes.latest_revision_id)


def test_the_lock_message_is_in_danish(scene: Scene) -> None:
    lock = scene.minutes.get_lock()
    assert lock.for_user(factories.user(is_superuser=True))
    assert lock.get_message(scene.leader) == (
        "Referatet er godkendt og kan ikke længere ændres. En rettelse skrives som en tilføjelse."
    )


def test_wagtails_page_actions_refuse_every_user(scene: Scene) -> None:
    root = factories.user(is_superuser=True)
    with pytest.raises(PermissionDenied):
        scene.minutes.unpublish(user=root)
    tester = scene.minutes.permissions_for_user(root)
    asked = [name for name in dir(tester) if name.startswith("can_") and name not in {"can_copy_to", "can_move_to"}]
    assert asked
    assert not any(getattr(tester, name)() for name in asked)
    assert not tester.can_move_to(scene.unit)
    assert not tester.can_copy_to(scene.unit)
    base = Page.objects.get(pk=scene.minutes.pk)
    assert not base.permissions_for_user(root).can_delete()


@pytest.mark.parametrize("make", [begun, written, submitted])
def test_drafts_cannot_be_changed_in_the_wagtail_admin(admin: Client, make: Callable[[], Scene]) -> None:
    page = make().minutes
    for view in POST_VIEWS[:4]:
        assert admin.post(pages(view, page.pk), {"title": "Ændret"}).status_code in {302, 403}
    assert Page.objects.get(pk=page.pk).title == page.title


def test_the_workflow_cannot_be_cancelled_in_the_wagtail_admin(admin: Client) -> None:
    scene = submitted()
    state = scene.minutes.current_workflow_state
    admin.post(pages("confirm_workflow_cancellation", scene.minutes.pk))
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_verify_record_detects_changes_made_in_the_database(scene: Scene) -> None:
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(adjust_frame="Ændret i databasen")
    found = verify_record(ApprovalRecord.objects.get())
    assert found.record_holds
    assert not found.page_holds
    ApprovalRecord.objects.update(content={**ApprovalRecord.objects.get().content, "adjust_frame": "Ændret"})
    assert not verify_record(ApprovalRecord.objects.get()).record_holds
    # restored for the check in the fixture
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(adjust_frame="")
    ApprovalRecord.objects.update(content={**ApprovalRecord.objects.get().content, "adjust_frame": ""})
