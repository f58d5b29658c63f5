"""The URL of a file only works for people who may see a page that shows it."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Role
from accounts.user import AnyUser
from media.enums import Audience
from media.view_log.enums import ViewPlace
from meetings.evidence.files import media_access
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.evidence.scene import set_up

PEOPLE = ["leader", "team", "staff", "colleague", "board", "chef", "consultant", "stranger"]
GATHERS = {"leader", "team", "staff", "colleague"}
MEETS = GATHERS | {"chef", "consultant"}


def files(scene, evidence):
    tomorrow = timezone.localdate() + timedelta(days=1)
    film = scene.with_film(evidence, delete_after=tomorrow, captions="WEBVTT\n")
    return [
        scene.with_photo(evidence, delete_after=tomorrow),
        film,
        scene.with_document(evidence, delete_after=tomorrow),
    ]


def answers(client, items):
    """Return the status of the URLs of the items, for every rendition."""
    return {client.get(item.url(name)).status_code for item in items for name in item.spec.served_names}


@pytest.mark.parametrize(
    ("state", "shared", "readers"),
    [
        (MeetingState.PLANNED, False, GATHERS),
        (MeetingState.INVITED, False, GATHERS),
        (MeetingState.PLANNED, True, MEETS),
        (MeetingState.INVITED, True, MEETS | {"board"}),
        (MeetingState.HELD, True, MEETS | {"board"}),
    ],
)
def test_a_file_is_fetched_by_those_who_see_its_page(db, signed_in, state, shared, readers):
    scene = set_up(state)
    evidence = scene.shared() if shared else scene.draft(by=scene.staff)
    items = files(scene, evidence)
    for who in PEOPLE:
        person = getattr(scene, who)
        assert access.may_see(person, evidence) is (who in readers), who
        assert answers(signed_in(person), items) == ({200} if who in readers else {404}), who


def test_visitors_fetch_nothing(scene, client):
    assert answers(client, files(scene, scene.shared())) == {404}


def test_an_ended_role_fetches_nothing_from_the_next_request(scene, signed_in):
    items = files(scene, scene.shared())
    browser = signed_in(scene.chef)
    assert answers(browser, items) == {200}
    scene.chef.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert answers(browser, items) == {404}


def test_withdrawn_files_are_fetched_by_nobody(scene, signed_in):
    shared = scene.shared()
    items = files(scene, shared)
    withdraw_evidence(evidence=shared, reason="En indsigelse", by=scene.leader)
    for who in PEOPLE:
        assert answers(signed_in(getattr(scene, who)), items) == {404}, who


def test_a_file_past_its_date_is_fetched_by_nobody(scene, signed_in):
    photo = scene.with_photo(scene.shared(), delete_after=timezone.localdate() - timedelta(days=1))
    assert answers(signed_in(scene.leader), [photo]) == {404}


def test_an_unknown_key_and_an_unknown_rendition(scene, signed_in):
    browser = signed_in(scene.leader)
    photo = scene.with_photo(scene.shared())
    assert browser.get(photo.url("thumb").replace("thumb", "original")).status_code == 404
    assert browser.get("/medier/00000000-0000-4000-8000-000000000000/thumb/").status_code == 404


def test_the_rules_are_asked_anew_at_each_request_and_for_each_role(scene, signed_in):
    photo = scene.with_photo(scene.shared())
    browser = signed_in(scene.staff)
    role = scene.staff.memberships.get()
    assert browser.get(photo.url("thumb")).status_code == 200
    type(photo.evidence).objects.filter(pk=photo.evidence_id).update(audience=Audience.UNIT)
    assert not may_fetch(scene.board, photo)
    type(role).objects.filter(pk=role.pk).update(role=Role.BOARD_REPRESENTATIVE)
    assert browser.get(photo.url("thumb")).status_code == 404
    type(role).objects.filter(pk=role.pk).update(role=Role.LEADERSHIP_TEAM)
    assert browser.get(photo.url("thumb")).status_code == 200
    type(role).objects.filter(pk=role.pk).delete()
    assert browser.get(photo.url("thumb")).status_code == 404


def test_a_later_package_can_register_its_own_readers(scene, monkeypatch):
    """As the lederforum does with its examples: Bakkeskolen's leader sees the photo while the rule says so."""
    monkeypatch.setattr(media_access, "_rules", dict(media_access._rules))
    photo = scene.with_photo(scene.draft())
    assert not may_fetch(scene.stranger, photo)

    @media_access.register_media_rule(ViewPlace.LEADER_FORUM)
    def shown_to_the_stranger(user: AnyUser) -> Q:
        return Q(key=photo.key) if user == scene.stranger else access.NO_ROWS

    assert may_fetch(scene.stranger, photo)
    assert not may_fetch(scene.chef, photo)


def test_participants_get_no_access(scene):
    outsider = factories.user(name="Ude Fra")
    scene.meeting.participants.create(user=outsider, name="Ude Fra", email="ude@example.dk", role="consultant")
    assert not may_fetch(outsider, scene.with_photo(scene.shared()))
