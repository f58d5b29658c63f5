"""Nobody finds what they may not see, in hits, excerpts or counts, even when the index is out of date."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from foundation.search.parse_query import parse_query
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.search.find_entries import Filters, find_entries
from meetings.units import access
from tests import factories
from tests.meetings.evidence.scene import set_up
from tests.meetings.search.looking import titles

pytestmark = pytest.mark.django_db
WORD = "kaprifolie"


@pytest.fixture
def scene(db):
    return set_up(state=MeetingState.PREPARING)


@pytest.fixture
def everybody(scene):
    return [
        scene.leader, scene.team, scene.staff, scene.colleague, scene.board, scene.chef, scene.consultant,
        scene.stranger,
    ]  # fmt: skip


def story(words=WORD):
    answers = {"situation": words, "action": "", "effect": "", "learning": ""}
    return [{"type": "narrative", "id": str(uuid.uuid4()), "value": answers}]


def finders(client, people, words=WORD):
    """Who finds anything, by hits, by the count and by the text of the page."""
    who = set()
    for person in people:
        client.force_login(person)
        answer = client.get("/soeg/", {"q": words})
        page = answer.content.decode().replace(f'value="{words}"', "").replace(f"Søg: {words}", "")
        says = [bool(answer.context["hits"]), "0 resultater" not in page, words in page.replace("?q=" + words, "")]
        assert len(set(says)) == 1, (person, says)
        if says[0]:
            who.add(person)
    return who


def test_a_draft_is_found_by_those_who_gather(client, scene, everybody):
    scene.draft(body=story())
    assert finders(client, everybody) == {scene.leader, scene.team, scene.staff, scene.colleague}


def test_what_is_shared_is_found_by_those_who_take_part(client, scene, everybody):
    scene.shared(body=story())
    assert finders(client, everybody) == set(everybody) - {scene.stranger}


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
def test_board_representatives_find_nothing_of_a_meeting_that_is_not_convened(client, scene, everybody, state):
    scene.shared(body=story())
    MeetingPage.objects.update(state=state)
    assert scene.board not in finders(client, everybody)


def test_what_was_withdrawn_is_found_by_nobody(client, scene, everybody):
    piece = scene.shared(title=f"Om {WORD}", body=story())
    Evidence.objects.filter(pk=piece.pk).update(withdrawn_at=timezone.now())  # without updating the index
    assert finders(client, everybody) == set()


@pytest.mark.parametrize(
    "hidden", [{"withdrawn_at": timezone.now()}, {"delete_after": date(2020, 1, 1)}, {"state": "processing"}]
)
def test_the_text_of_a_hidden_file_is_not_found(client, scene, everybody, hidden):
    piece = scene.shared(title="Broen", body=[])
    scene.with_film(piece, transcript=f"Der stod en {WORD}")
    scene.with_photo(piece, alt_text=f"En {WORD}")
    assert finders(client, everybody) == set(everybody) - {scene.stranger}
    MediaItem.objects.update(**hidden)  # without a signal: the index still holds the words
    assert finders(client, everybody) == set()
    client.force_login(scene.leader)
    assert titles(client, scene.leader, "broen") == ["Broen"], "the piece itself is still there"


def test_evidence_taken_back_is_found_only_by_those_who_gather(client, scene, everybody):
    piece = scene.shared(body=story())
    Evidence.objects.filter(pk=piece.pk).update(audience="unit")
    assert finders(client, everybody) == {scene.leader, scene.team, scene.staff, scene.colleague}


def test_a_person_whose_role_has_ended_finds_nothing(client, scene):
    scene.shared(body=story())
    assert finders(client, [scene.staff])
    scene.staff.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    client.force_login(scene.staff)
    assert client.get("/soeg/", {"q": WORD}).status_code == 404


def test_filters_give_no_access(client, scene):
    scene.shared(body=story())
    for filters in ({"enhed": scene.unit.pk}, {"aar": "2026/2027"}, {"slags": "story"}):
        assert titles(client, scene.stranger, WORD, **filters) == []
        assert WORD not in str(titles(client, scene.stranger, "", **filters))


def test_every_hit_is_something_its_finder_may_see(client, scene, everybody):
    far = set_up(state=MeetingState.PREPARING, title="Fjernskolen")
    for place in (scene, far):
        place.shared(body=story())
        place.draft(body=story())
        factories.agreement(
            minutes=factories.minutes(
                meeting=factories.meeting(unit=place.unit, state=MeetingState.HELD, school_year="2025/2026"),
                state="approved",
            ),
            text=WORD,
        )
    for person in everybody:
        shown = find_entries(person, parse_query(WORD), Filters(), timezone.localdate())
        for thing in shown:
            model = factories.Agreement if thing.kind == "agreement" else Evidence
            assert access.may_see(person, model.objects.get(pk=thing.number))


def test_visitors_are_sent_to_sign_in(client, scene):
    assert client.get("/soeg/", {"q": WORD}).status_code == 302
