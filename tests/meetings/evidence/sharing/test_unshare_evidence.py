from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, ReasonMissing
from media.enums import Audience
from meetings.evidence.contribution.open_for_evidence import GatheringIsOver
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.unshare_evidence import EvidenceUsedInForum, unshare_evidence
from meetings.evidence.signals import evidence_hidden
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests.meetings.evidence.scene import TODAY, set_up

WHY = "Et barn kan genkendes"


def test_unshared_evidence_is_the_units_draft_again(scene):
    shared = scene.shared()
    draft = unshare_evidence(evidence=shared, reason=WHY, by=scene.leader)
    draft.refresh_from_db()
    assert (draft.audience, draft.unshare_reason) == (Audience.UNIT, WHY)
    for person in (scene.chef, scene.consultant, scene.board):
        assert not access.may_see(person, draft)
    assert access.may_see(scene.staff, draft)
    event = AuditEvent.objects.get(action="evidence.unshared")
    assert WHY not in str(event.data)


def test_unshared_evidence_can_be_shared_again(scene):
    draft = unshare_evidence(evidence=scene.shared(), reason=WHY, by=scene.leader)
    shared = share_evidence(evidence=draft, expected_version=draft.version, by=scene.leader, today=TODAY)
    assert (shared.is_shared, shared.unshare_reason) == (True, "")


@pytest.mark.parametrize("who", ["staff", "board", "chef", "consultant", "stranger"])
def test_others_may_not_unshare_evidence(scene, who):
    shared = scene.shared(owner=scene.staff)
    with pytest.raises(NotAllowed):
        unshare_evidence(evidence=shared, reason=WHY, by=getattr(scene, who))
    shared.refresh_from_db()
    assert shared.is_shared


def test_a_step_back_needs_a_reason(scene):
    with pytest.raises(ReasonMissing) as refused:
        unshare_evidence(evidence=scene.shared(), reason="  ", by=scene.leader)
    assert refused.value.field == "reason"


def test_after_the_meeting_it_cannot_be_taken_back(db):
    scene = set_up(MeetingState.HELD)
    shared = scene.shared(shared_at=timezone.now() - timedelta(days=1))
    with pytest.raises(GatheringIsOver):
        unshare_evidence(evidence=shared, reason=WHY, by=scene.leader)


def test_evidence_used_by_an_example_cannot_be_taken_back(scene):
    with pytest.raises(EvidenceUsedInForum):
        unshare_evidence(evidence=scene.shared(audience=Audience.LEADER_FORUM), reason=WHY, by=scene.leader)


def test_later_packages_receive_a_signal(scene):
    told = []
    evidence_hidden.connect(lambda **words: told.append(words["evidence"]), weak=False, dispatch_uid="test")
    try:
        shared = scene.shared()
        unshare_evidence(evidence=shared, reason=WHY, by=scene.leader)
    finally:
        evidence_hidden.disconnect(dispatch_uid="test")
    assert told == [shared]
