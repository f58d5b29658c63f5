import pytest

from meetings.evidence.my_tasks import tasks_for
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from tests.meetings.evidence.scene import TODAY, set_up


@pytest.mark.parametrize("who", ["leader", "team"])
def test_leaders_see_drafts_waiting_to_be_shared(scene, who):
    scene.draft(by=scene.staff)
    scene.draft(by=scene.colleague)
    scene.shared()
    (task,) = tasks_for(getattr(scene, who), TODAY)
    assert (task.title, task.count) == ("2 bidrag fra Skovskolen venter på at blive delt", 2)
    assert task.url == scene.address() + "#kladder"
    assert task.due is not None


def test_staff_see_their_own_drafts(scene):
    scene.draft(by=scene.staff)
    scene.draft(by=scene.colleague)
    (task,) = tasks_for(scene.staff, TODAY)
    assert task.title == "Du har 1 kladde på Skovskolen"


@pytest.mark.parametrize("who", ["board", "chef", "consultant", "stranger"])
def test_others_see_no_task(scene, who):
    scene.draft()
    assert tasks_for(getattr(scene, who), TODAY) == []


def test_nothing_waits_after_the_meeting(db):
    scene = set_up(MeetingState.HELD)
    scene.draft()
    assert tasks_for(scene.leader, TODAY) == []


def test_what_is_withdrawn_does_not_wait(scene):
    withdraw_evidence(evidence=scene.shared(), reason="En indsigelse", by=scene.leader)
    assert tasks_for(scene.leader, TODAY) == []
