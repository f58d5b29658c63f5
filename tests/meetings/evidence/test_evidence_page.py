"""The page of a piece of evidence as its readers see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.evidence.enums import EvidenceKind
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests.meetings.evidence.scene import set_up


def read(browser, scene, evidence):
    return browser.get(scene.page(evidence))


def test_pictures_words_and_who_can_see_it(scene, signed_in):
    shared = scene.shared(title="Regnvejr", source="3.B", perspective="children")
    photo = scene.with_photo(shared)
    page = read(signed_in(scene.chef), scene, shared).content.decode()
    assert page.index(photo.url("large")) < page.index("Vi lærte …")
    for words in ("Regnvejr", 'alt="Et vandhul"', "Kan ses af:", "samt chefen", "3.B", "Børnene", "Mia Mose"):
        assert words in page


def test_film_with_captions_and_transcript_and_a_document(scene, signed_in):
    shared = scene.shared(kind=EvidenceKind.FILM, body=[])
    film = scene.with_film(shared, captions="WEBVTT\n", transcript="Vi leder efter haletudser.")
    document = scene.with_document(shared)
    page = read(signed_in(scene.board), scene, shared).content.decode()
    for words in (film.url("film"), film.url("captions"), film.url("poster"), "Vi leder efter haletudser."):
        assert words in page
    assert document.url("document") in page


@pytest.mark.parametrize("who", ["leader", "team", "staff", "colleague"])
def test_those_who_gather_read_a_draft(scene, signed_in, who):
    answer = read(signed_in(getattr(scene, who)), scene, scene.draft())
    assert answer.status_code == 200
    assert "Kladde" in answer.content.decode()


@pytest.mark.parametrize("who", ["chef", "consultant", "board", "stranger"])
def test_a_draft_gives_404_to_others(scene, signed_in, who):
    draft = scene.draft(title="Hemmelig overskrift")
    answer = read(signed_in(getattr(scene, who)), scene, draft)
    assert answer.status_code == 404
    assert "Hemmelig" not in answer.content.decode()


def test_shared_evidence_gives_404_to_strangers(scene, signed_in, client):
    shared = scene.shared()
    assert read(client, scene, shared).status_code == 404
    assert read(signed_in(scene.stranger), scene, shared).status_code == 404


def test_the_board_reads_once_the_meeting_is_convened(db, signed_in):
    scene = set_up(MeetingState.PLANNED)
    shared = scene.shared()
    assert read(signed_in(scene.board), scene, shared).status_code == 404
    MeetingPage.objects.update(state=MeetingState.INVITED)
    assert read(signed_in(scene.board), scene, shared).status_code == 200


@pytest.mark.parametrize(
    ("who", "action_urls"),
    [
        ("leader", {"rediger", "tag-tilbage", "traek-tilbage"}),
        ("staff", set()),
        ("chef", set()),
        ("board", set()),
    ],
)
def test_actions_on_shared_evidence(scene, signed_in, who, action_urls):
    shared = scene.shared(owner=scene.staff)
    page = read(signed_in(getattr(scene, who)), scene, shared).content.decode()
    every = {"rediger", "se-efter", "del", "tag-tilbage", "traek-tilbage", "fjern"}
    assert {what for what in every if scene.url_of(shared, what) in page} == action_urls


@pytest.mark.parametrize(
    ("who", "action_urls"),
    [
        ("leader", {"rediger", "se-efter", "fjern"}),
        ("staff", {"rediger", "aflever", "fjern"}),
        ("colleague", set()),
    ],
)
def test_actions_on_a_draft(scene, signed_in, who, action_urls):
    draft = scene.draft(by=scene.staff)
    page = read(signed_in(getattr(scene, who)), scene, draft).content.decode()
    every = {"rediger", "aflever", "se-efter", "tag-tilbage", "traek-tilbage", "fjern"}
    assert {what for what in every if scene.url_of(draft, what) in page} == action_urls


def test_after_the_meeting_only_privacy_can_be_edited(db, signed_in):
    scene = set_up(MeetingState.HELD)
    shared = scene.shared(shared_at=timezone.now() - timedelta(days=1))
    browser = signed_in(scene.leader)
    page = read(browser, scene, shared).content.decode()
    assert scene.url_of(shared, "traek-tilbage") in page
    assert scene.url_of(shared, "rediger") not in page
    for what in ("rediger", "om"):
        assert browser.get(scene.url_of(shared, what)).headers["Location"] == scene.page(shared)


def test_what_was_taken_back_tells_colleagues_why(scene, signed_in):
    draft = unshare_evidence(evidence=scene.shared(), reason="Et barn kan genkendes", by=scene.leader)
    assert "Et barn kan genkendes" in read(signed_in(scene.staff), scene, draft).content.decode()


def test_taking_back_asks_why(scene, signed_in):
    shared = scene.shared()
    browser = signed_in(scene.leader)
    assert browser.get(scene.url_of(shared, "tag-tilbage")).status_code == 200
    assert browser.post(scene.url_of(shared, "tag-tilbage"), {"reason": ""}).status_code == 422
    answer = browser.post(scene.url_of(shared, "tag-tilbage"), {"reason": "Mangler tekst"}, follow=True)
    assert "Nu kan kun I på Skovskolen se det." in answer.content.decode()


def test_withdrawn_evidence_shows_a_placeholder_and_no_content(scene, signed_in):
    shared = scene.shared(title="Hemmelig overskrift")
    photo = scene.with_photo(shared)
    browser = signed_in(scene.leader)
    answer = browser.post(scene.url_of(shared, "traek-tilbage"), {"reason": "En indsigelse"}, follow=True)
    page = answer.content.decode()
    assert "En indsigelse" in page
    for secret in ("Hemmelig overskrift", "Vi lærte …", str(photo.key)):
        assert secret not in page
    assert read(signed_in(scene.chef), scene, shared).status_code == 404


def test_a_withdrawn_file_shows_a_placeholder(scene, signed_in):
    shared = scene.shared()
    photo = scene.with_photo(shared)
    withdraw_evidence(evidence=shared, key=photo.key, reason="En indsigelse", by=scene.leader)
    page = read(signed_in(scene.chef), scene, shared).content.decode()
    assert str(photo.key) not in page
    assert "trukket tilbage" in page
    assert "Vi lærte …" in page


def test_withdrawing_a_file_asks_why(scene, signed_in):
    shared = scene.shared()
    photo = scene.with_photo(shared)
    address = scene.url_of(shared, f"medie/{photo.key}/traek-tilbage")
    assert address in signed_in(scene.leader).get(scene.url_of(shared, "rediger")).content.decode()
    assert signed_in(scene.staff).post(address, {"reason": "x"}).status_code == 404
    browser = signed_in(scene.leader)
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "En indsigelse"}).status_code == 302
    photo.refresh_from_db()
    assert photo.is_withdrawn


def test_deleting_a_draft_asks_first(scene, signed_in):
    draft = scene.draft(by=scene.staff)
    browser = signed_in(scene.staff)
    assert "Vil du slette" in browser.get(scene.url_of(draft, "fjern")).content.decode()
    assert type(draft).objects.filter(pk=draft.pk).exists()
    answer = browser.post(scene.url_of(draft, "fjern"))
    assert answer.headers["Location"] == f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/"
    assert not type(draft).objects.filter(pk=draft.pk).exists()


def test_twenty_photos_take_as_many_queries_as_two(scene, signed_in, django_assert_num_queries):
    few, many = scene.shared(kind=EvidenceKind.PHOTOS), scene.shared(kind=EvidenceKind.PHOTOS)
    for page, number in ((few, 2), (many, 20)):
        for _number in range(number):
            scene.with_photo(page)
    browser = signed_in(scene.chef)
    for page in (few, many):  # fill caches; the view log is written once
        read(browser, scene, page)
    with CaptureQueriesContext(connection) as two:
        read(browser, scene, few)
    with django_assert_num_queries(len(two)):
        read(browser, scene, many)
