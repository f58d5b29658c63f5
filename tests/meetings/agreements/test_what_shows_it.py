"""Evidence that shows what came of an agreement: on the line of time, for those who may see it anyway."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.follow_up import EvidenceNotShared, follow_up
from meetings.evidence.models import Evidence
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, approved, only_agreement

pytestmark = pytest.mark.django_db
TITLE = "Tegninger fra skolegården"


@pytest.fixture
def scene():
    return approved()


@pytest.fixture
def piece(scene):
    return factories.evidence(meeting=scene.meeting, title=TITLE, shared=True, owner=scene.leader)


def write(scene, by, *pieces):
    keys = [piece.pk for piece in pieces]
    return follow_up(agreement=only_agreement(scene), status="in_progress", note="", evidence=keys, by=by, today=TODAY)


def page_of(scene, person):
    return words(signed_in(person).get(f"/aftaler/{only_agreement(scene).pk}/").content.decode())


def test_evidence_of_a_status_is_chosen_in_the_form_and_shown_to_those_who_see_it_at_the_meeting(scene, piece):
    address = f"/aftaler/{only_agreement(scene).pk}/"
    client = signed_in(scene.leader)
    assert TITLE in client.get(f"{address}status/").content.decode()
    client.post(f"{address}status/", {"status": "in_progress", "evidence": [piece.pk], "seen": 1})
    for person in (scene.leader, scene.chef, scene.board, scene.staff):
        assert TITLE in page_of(scene, person)
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    page = page_of(scene, editor)
    assert "I gang" in page and TITLE not in page, "central staff see the agreement, never the evidence"


@pytest.mark.parametrize(
    "change", [{"withdrawn_at": timezone.now()}, {"audience": "unit"}, {"delete_after": TODAY - timedelta(days=1)}]
)
def test_what_is_hidden_taken_back_or_past_its_date_is_shown_to_nobody_and_cannot_be_chosen(scene, piece, change):
    write(scene, scene.leader, piece)
    Evidence.objects.update(**change)
    for person in (scene.leader, scene.chef, scene.board):
        assert TITLE not in page_of(scene, person)
    with pytest.raises(EvidenceNotShared):
        write(scene, scene.leader, piece)


def test_a_draft_and_another_units_evidence_cannot_be_chosen(scene):
    draft = factories.evidence(meeting=scene.meeting, title="Kladde", owner=scene.leader)
    elsewhere = factories.evidence(meeting=factories.meeting(state="held"), title="Andres", shared=True)
    for piece in (draft, elsewhere):
        with pytest.raises(EvidenceNotShared):
            write(scene, scene.chef, piece)
    assert not only_agreement(scene).follow_ups.exists()


def test_deleting_the_evidence_leaves_the_status(scene, piece):
    note = write(scene, scene.leader, piece)
    piece.delete()
    assert not note.evidence.exists() and "I gang" in page_of(scene, scene.leader)


def test_the_line_of_time_asks_as_much_for_many_statuses_as_for_one(scene, piece, django_assert_max_num_queries):
    for _number in range(6):
        write(scene, scene.leader, piece)
    client = signed_in(scene.leader)
    address = f"/aftaler/{only_agreement(scene).pk}/"
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)
