import pytest

from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import AlreadyDone
from meetings.evidence.objections.register_objection import NoSuchFile
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.evidence.scene import set_up

WHY = "En forælder gør indsigelse"


def test_nobody_reads_it_or_fetches_its_files(scene):
    shared = scene.shared()
    photo = scene.with_photo(shared)
    withdraw_evidence(evidence=shared, reason=WHY, by=scene.leader)
    photo.refresh_from_db()
    assert photo.is_withdrawn
    for person in (scene.leader, scene.staff, scene.chef, scene.board):
        assert not may_fetch(person, photo)
    assert not access.may_see(scene.chef, shared)
    assert access.may_see(scene.staff, shared)  # as a placeholder


def test_evidence_is_withdrawn_also_after_the_meeting(db):
    scene = set_up(MeetingState.HELD)
    assert withdraw_evidence(evidence=scene.shared(), reason=WHY, by=scene.leader).withdrawn_at


def test_withdrawing_is_idempotent(scene):
    shared = scene.shared()
    first = withdraw_evidence(evidence=shared, reason=WHY, by=scene.leader)
    with pytest.raises(AlreadyDone):
        withdraw_evidence(evidence=shared, reason="Noget andet", by=scene.team)
    shared.refresh_from_db()
    assert shared.withdrawn_at == first.withdrawn_at


@pytest.mark.parametrize("who", ["staff", "board", "chef", "consultant", "stranger"])
def test_others_may_not_withdraw_evidence(scene, who):
    shared = scene.shared(owner=scene.staff)
    photo = scene.with_photo(shared)
    with pytest.raises(NotAllowed):
        withdraw_evidence(evidence=shared, reason=WHY, by=getattr(scene, who))
    with pytest.raises(NotAllowed):
        withdraw_evidence(evidence=shared, key=photo.key, reason=WHY, by=getattr(scene, who))


def test_withdrawing_needs_a_reason(scene):
    shared = scene.shared()
    photo = scene.with_photo(shared)
    with pytest.raises(ReasonMissing):
        withdraw_evidence(evidence=shared, reason="", by=scene.leader)
    with pytest.raises(ReasonMissing):
        withdraw_evidence(evidence=shared, key=photo.key, reason=" ", by=scene.leader)


def test_one_file_is_withdrawn_and_the_rest_stays(scene):
    shared = scene.shared()
    one, other = scene.with_photo(shared), scene.with_photo(shared)
    withdraw_evidence(evidence=shared, key=one.key, reason=WHY, by=scene.leader)
    with pytest.raises(AlreadyDone):
        withdraw_evidence(evidence=shared, key=one.key, reason="Noget andet", by=scene.team)
    one.refresh_from_db()
    assert not may_fetch(scene.chef, one)
    assert may_fetch(scene.chef, other)


def test_a_file_of_another_page_is_not_touched(scene):
    other = scene.with_photo(scene.shared())
    with pytest.raises(NoSuchFile):
        withdraw_evidence(evidence=scene.shared(), key=other.key, reason=WHY, by=scene.leader)
    other.refresh_from_db()
    assert not other.is_withdrawn
