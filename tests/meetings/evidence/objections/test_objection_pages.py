"""The pages about objections: registering, the neutral search, deciding and restoring."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Objection
from meetings.evidence.enums import SentKind
from meetings.evidence.sharing.record_sent import record_sent
from tests import factories

SAID = {"kind": "objection", "objector": "parent", "reason": "Sagt af Mor", "decision": "later"}


def said(**changes):
    return {**SAID, "received_on": timezone.localdate().isoformat(), **changes}


@pytest.fixture
def piece(scene):
    shared = scene.shared(title="Alma ved vandhullet")
    scene.photo = scene.with_photo(shared, alt_text="Alma med net")
    return shared


@pytest.fixture
def admin(db):
    return factories.user(role="administrator")


def test_a_leader_registers_an_objection_from_the_page(scene, piece, signed_in):
    client = signed_in(scene.leader)
    button = scene.url_of(piece, f"medie/{scene.photo.key}/indsigelse")
    assert button in client.get(scene.page(piece)).content.decode()
    form = client.get(button).content.decode()
    assert "Alma ved vandhullet" in form and scene.photo.url("card") in form
    done = client.post(button, said())
    assert done.status_code == 302
    for person in (scene.leader, scene.board):
        page = signed_in(person).get(scene.page(piece)).content.decode()
        assert "Billedet er skjult efter en indsigelse den" in page
        assert "Alma med net" not in page and "Sagt af Mor" not in page
    assert client.get(scene.photo.url("thumb")).status_code == 404


def test_the_administrator_finds_it_without_seeing_it(scene, piece, admin, signed_in):
    client = signed_in(admin)
    scene.draft(title="Kun vores")
    url = reverse("objection_find")
    found = client.get(url, {"enhed": scene.unit.pk, "aar": scene.meeting.school_year}).content.decode()
    button = scene.url_of(piece, f"medie/{scene.photo.key}/indsigelse")
    assert button in found and "Praksisfortælling" in found and scene.meeting.agenda_items[0].value["title"] in found
    form = client.get(button).content.decode()
    made = client.post(button, said(decision="upheld"), follow=True).content.decode()
    listed = client.get(reverse("objections")).content.decode()
    for page in (found, form, made, listed):
        assert "Alma" not in page and "thumb" not in page and "/card/" not in page
    assert "Kun vores" not in found and found.count("Fjern hele bidraget<") == 1, "drafts are the unit's own"
    assert "Vis det igen" not in made
    assert Objection.objects.get().decision == "upheld"


def test_the_head_of_area_sees_no_more_than_otherwise(scene, piece, signed_in):
    client = signed_in(scene.chef)
    words = {"enhed": scene.unit.pk, "aar": scene.meeting.school_year}
    assert "Alma ved vandhullet" in client.get(reverse("objection_find"), words).content.decode()
    assert client.get(reverse("objection_find"), {"enhed": "x", "aar": "0"}).status_code == 200
    far = factories.make_unit("Fjern", kind="daycare")
    factories.meeting(unit=far)
    page = client.get(reverse("objection_find"), {"enhed": far.pk, "aar": scene.meeting.school_year})
    assert "Fjern ·" not in page.content.decode()


def test_the_page_of_an_objection(scene, piece, signed_in):
    record_sent(
        kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef,
        recipients={"consultant": 1},
    )  # fmt: skip
    client = signed_in(scene.chef)
    page = client.post(scene.url_of(piece, f"medie/{scene.photo.key}/indsigelse"), said(), follow=True)
    html = page.content.decode()
    assert "Godkendt referat" in html and "1 × Konsulent" in html and "Sagt af Mor" in html
    assert "Ja, hold det skjult" in html
    one = Objection.objects.get()
    assert client.post(reverse("objection_uphold", args=[one.pk])).status_code == 302
    restore = reverse("objection_restore", args=[one.pk])
    assert client.post(restore, {"restore_reason": ""}).status_code == 422
    assert signed_in(scene.team).post(restore, {"restore_reason": "Jo"}).status_code == 404
    assert MediaItem.objects.get(kind=MediaKind.IMAGE).is_withdrawn
    assert signed_in(scene.leader).post(restore, {"restore_reason": "En misforståelse"}).status_code == 302
    assert not MediaItem.objects.get(kind=MediaKind.IMAGE).is_withdrawn
    assert signed_in(scene.chef).post(restore, {"restore_reason": "Igen"}).status_code == 409
    html = signed_in(scene.chef).get(reverse("objection", args=[one.pk])).content.decode()
    assert "En misforståelse" in html and "Vis det igen med denne" not in html


def test_missing_answers_are_reported_and_nothing_is_hidden(scene, piece, signed_in):
    button = scene.url_of(piece, "indsigelse")
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for wrong in (said(kind=""), said(objector=""), said(received_on=tomorrow), said(decision="måske")):
        assert signed_in(scene.leader).post(button, wrong).status_code == 422
    assert not Objection.objects.exists()


def test_a_draft_gives_404_to_people_outside_the_unit(scene, admin, signed_in):
    draft = scene.draft()
    photo = scene.with_photo(draft)
    for person in (admin, scene.chef):
        for what in ("indsigelse", f"medie/{photo.key}/indsigelse"):
            assert signed_in(person).get(scene.url_of(draft, what)).status_code == 404
            assert signed_in(person).post(scene.url_of(draft, what), said()).status_code == 404
    assert signed_in(scene.leader).get(scene.url_of(draft, "indsigelse")).status_code == 200


def test_the_front_page_shows_a_task_to_those_who_decide(scene, piece, signed_in):
    signed_in(scene.team).post(scene.url_of(piece, "indsigelse"), said())
    for person, asked in ((scene.leader, True), (scene.chef, True), (scene.team, False), (scene.staff, False)):
        page = signed_in(person).get("/").content.decode()
        assert ("1 indsigelse venter på en afgørelse" in page) == asked


def test_the_number_of_queries_does_not_grow(scene, admin, signed_in):
    client, costs = signed_in(admin), []
    words = {"enhed": scene.unit.pk, "aar": scene.meeting.school_year}
    for pieces in (2, 8):
        for _number in range(pieces):
            shared = scene.shared()
            hidden, _shown = scene.with_photo(shared), scene.with_photo(shared)
            client.post(scene.url_of(shared, f"medie/{hidden.key}/indsigelse"), said())
        client.get(reverse("objections"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("objections")).status_code == 200
            assert client.get(reverse("objection_find"), words).status_code == 200
            assert client.get("/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_page_with_many_files_takes_as_many_queries_as_one_with_few(scene, signed_in):
    client, costs = signed_in(scene.leader), []
    shared = scene.shared()
    for more in (2, 8):
        for _number in range(more):
            scene.with_photo(shared)
        client.get(scene.page(shared))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(scene.page(shared)).content.count(b"Fjern efter indsigelse") == more + len(costs) * 2
        costs.append(len(queries))
    assert costs[0] == costs[1]
