"""The evidence on the meeting's page, in a number of queries that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.reading import drafts_of, meeting_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.units import access


def gather(scene, person):
    access.clear_cached_access(person)
    meeting = meeting_or_404(person, scene.unit.area.slug, scene.unit.slug, int(scene.meeting.slug))
    return meeting_evidence(meeting, person)


def cards(groups):
    return [card for group in groups for card in group["cards"]]


def test_by_agenda_item_and_perspective(scene):
    second = scene.meeting.agenda_items[1].id
    by_staff = scene.shared(perspective="staff")
    by_children = scene.shared(perspective="children")
    without = scene.shared(perspective="")
    elsewhere = scene.shared(agenda_item=second)
    found = gather(scene, scene.chef)
    first = found["evidence_items"][str(scene.agenda_item)]
    assert [group["perspective"] for group in first] == ["Børnene", "Medarbejderne", ""]
    assert [card.evidence for card in cards(first)] == [by_children, by_staff, without]
    assert [card.evidence for card in cards(found["evidence_items"][second])] == [elsewhere]
    assert found["evidence_count"] == 4


def test_evidence_without_an_item_of_this_agenda_is_listed_too(scene):
    lost = scene.shared(agenda_item=None)
    found = gather(scene, scene.chef)
    assert [card.evidence for card in cards(found["evidence_other"])] == [lost]


@pytest.mark.parametrize(("who", "sees"), [("leader", 1), ("staff", 1), ("chef", 0), ("consultant", 0), ("board", 0)])
def test_drafts_are_for_those_who_gather(scene, who, sees):
    scene.draft(by=scene.colleague)
    person = getattr(scene, who)
    found = gather(scene, person)
    assert len(found["evidence_drafts"]) == sees
    assert len(drafts_of(scene.meeting, person)) == sees
    assert bool(found["evidence_add_url"]) == bool(sees)


def test_withdrawn_pieces_are_not_listed(scene):
    withdraw_evidence(evidence=scene.shared(), reason="En indsigelse", by=scene.leader)
    assert gather(scene, scene.leader)["evidence_count"] == 0


def test_a_card_shows_its_first_picture_and_two_lines(scene):
    shared = scene.shared(title="Vandhullet")
    photo = scene.with_photo(shared)
    scene.with_photo(shared)
    (card,) = cards(gather(scene, scene.chef)["evidence_items"][str(scene.agenda_item)])
    assert (card.picture_url, card.picture_alt) == (photo.url("card"), "Et vandhul")
    assert card.extract.startswith("Vi så …")
    assert card.count == "2 billeder"
    assert card.url == scene.page(shared)


def test_the_extract_does_not_repeat_the_title(scene):
    words = {"situation": "Det regnede. Vi gik ud."}
    body = [{"type": "narrative", "id": "3f6c9a52-0b0a-4a9e-9f43-222222222222", "value": words}]
    scene.shared(title="Det regnede", body=body)
    (card,) = cards(gather(scene, scene.chef)["evidence_items"][str(scene.agenda_item)])
    assert card.extract == "Vi gik ud."


def fill(scene, number):
    for count in range(number):
        shared = scene.shared(kind=list(EvidenceKind)[count % 3], perspective="children" if count % 2 else "staff")
        scene.with_photo(shared)
        if count % 3 == 1:
            scene.with_film(shared)
        scene.draft()


def queries(scene, person):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        found = gather(scene, person)
        for card in [*cards(g for gs in found["evidence_items"].values() for g in gs), *found["evidence_drafts"]]:
            assert card.title and card.url and card.audience.who and card.by
    return len(captured)


@pytest.mark.parametrize("who", ["leader", "chef"])
def test_thirty_pieces_take_as_many_queries_as_five(scene, who):
    fill(scene, 5)
    few = queries(scene, getattr(scene, who))
    fill(scene, 25)
    assert Evidence.objects.count() == 60
    assert queries(scene, getattr(scene, who)) == few
    assert few <= 6
