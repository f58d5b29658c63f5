from datetime import UTC, datetime

import pytest

from meetings.evidence.my_tasks import tasks_for
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up

NOW = datetime(2026, 9, 29, 10, tzinfo=UTC)


@pytest.mark.parametrize("who", ["leader", "team"])
def test_what_is_handed_in_waits_for_the_leaders(scene, who):
    scene.draft(by=scene.staff, handed_in_at=NOW)
    scene.draft(by=scene.colleague, handed_in_at=NOW)
    scene.draft(by=scene.colleague)
    scene.shared(handed_in_at=NOW)
    (task,) = tasks_for(getattr(scene, who), TODAY)
    assert (task.title, task.count) == ("2 bidrag fra Skovskolen venter på at blive delt", 2)
    assert task.url.endswith("/2026/afleveret/")
    assert task.due is not None


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_ones_own_drafts_are_ones_own_task(scene, who):
    scene.draft(by=getattr(scene, who))
    scene.draft(by=scene.colleague)
    (task,) = tasks_for(getattr(scene, who), TODAY)
    assert task.title == "Du har 1 kladde på Skovskolen"
    assert task.url == scene.address() + "#kladder"


def test_staff_have_nothing_to_do_with_what_they_handed_in(scene):
    scene.draft(by=scene.staff, handed_in_at=NOW)
    assert tasks_for(scene.staff, TODAY) == []


@pytest.mark.parametrize("who", ["board", "chef", "consultant", "stranger"])
def test_others_see_no_task(scene, who):
    scene.draft(handed_in_at=NOW)
    assert tasks_for(getattr(scene, who), TODAY) == []


def test_nothing_waits_after_the_minutes_are_sent(db):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    scene.draft(handed_in_at=NOW)
    assert tasks_for(scene.leader, TODAY) == []


def test_what_is_withdrawn_does_not_wait(scene):
    withdraw_evidence(evidence=scene.shared(), reason="En indsigelse", by=scene.leader)
    assert tasks_for(scene.leader, TODAY) == []
