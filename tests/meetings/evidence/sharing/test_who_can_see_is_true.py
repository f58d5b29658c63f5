"""“Can be seen by” is true for every piece and file: checked for each role."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import SCOPE, Role, Scope
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.files.file_facts import file_facts
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.sharing.who_can_see import who_can_see, who_can_see_files
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.evidence.scene import set_up


def everybody(unit):
    return {
        role: factories.user(role=role, unit=unit if SCOPE[role] is Scope.UNIT else None,
                             area=unit.area if SCOPE[role] is Scope.AREA else None)
        for role in Role
    }  # fmt: skip


def asked(scene, page, photo):
    """Return which roles really see (the page, the photo)."""
    people = everybody(scene.unit)
    page, photo = Evidence.objects.get(pk=page.pk), MediaItem.objects.get(pk=photo.pk)
    sees = {role for role, person in people.items() if access.may_see(person, page) and page.withdrawn_at is None}
    return sees, {role for role, person in people.items() if may_fetch(person, photo)}


def said(page, photo):
    page, photo = Evidence.objects.get(pk=page.pk), MediaItem.objects.get(pk=photo.pk)
    return who_can_see(page), who_can_see_files(page, [photo])[photo.key]


def in_the_forum(scene, page, photo, state):
    block = {"type": "image", "id": "1", "value": {"item": photo.pk, "caption": ""}}
    example = factories.example(unit=scene.unit, state=state, evidence=page, media=json.dumps([block]))
    ExampleMedia.objects.create(example=example, media_key=photo.key)
    MediaItem.objects.filter(pk=photo.pk).update(
        forum_basis="public_task", forum_basis_by=scene.leader, forum_basis_at=timezone.now()
    )


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD])
@pytest.mark.parametrize("example", [None, ExampleState.CLEARED, ExampleState.PROPOSED, ExampleState.RETURNED])
@pytest.mark.parametrize("shared", [True, False])
def test_the_text_names_exactly_the_roles_with_access(db, state, example, shared):
    scene = set_up(state)
    page = scene.shared() if shared else scene.draft()
    photo = scene.with_photo(page, delete_after=timezone.localdate() + timedelta(days=9))
    if example is not None:
        in_the_forum(scene, page, photo, example)
    whole, file = said(page, photo)
    assert (whole.roles, file.roles) == asked(scene, page, photo)


@pytest.mark.parametrize("how", ["file", "piece", "withdrawn", "expired", "not ready"])
def test_hidden_evidence_is_seen_by_nobody(scene, how):
    page = scene.shared()
    photo = scene.with_photo(page, delete_after=timezone.localdate() + timedelta(days=9))
    in_the_forum(scene, page, photo, ExampleState.CLEARED)
    if how in ("file", "piece"):
        register_objection(
            evidence=page, key=photo.key if how == "file" else None, details=ObjectionDetails("objection", "parent"),
            by=scene.leader, today=timezone.localdate(),
        )  # fmt: skip
    elif how == "withdrawn":
        withdraw_evidence(evidence=page, reason="Nej", by=scene.leader)
    elif how == "expired":
        MediaItem.objects.filter(kind=MediaKind.IMAGE).update(delete_after=timezone.localdate() - timedelta(days=1))
    else:
        MediaItem.objects.filter(kind=MediaKind.IMAGE).update(state="processing")
    whole, file = said(page, photo)
    sees, fetches = asked(scene, page, photo)
    assert (whole.roles, file.roles, fetches) == (sees, frozenset(), set())
    assert file.who.startswith("ingen. Billedet ") or file.who.startswith("ingen. Bidraget ")


def test_the_page_shows_it_for_each_file_to_those_responsible(scene, signed_in):
    page = scene.shared()
    photo = scene.with_photo(page)
    assert [facts.name for facts in file_facts(page, scene.leader)] == ["Billede 1"]
    button = scene.url_of(page, f"medie/{photo.key}/indsigelse")
    for person, sees, objects in (
        (scene.leader, True, True), (scene.chef, True, True), (scene.staff, True, False), (scene.board, False, False),
        (scene.consultant, False, False),
    ):  # fmt: skip
        html = signed_in(person).get(scene.page(page)).content.decode()
        assert ("Filer og privatliv" in html) == sees
        assert (button in html) == objects
