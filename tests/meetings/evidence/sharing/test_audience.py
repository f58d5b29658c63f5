"""The text on who can see a piece of evidence is true."""

import pytest

from media.enums import Audience
from meetings.evidence.sharing.who_can_see import who_can_see, who_would_see
from meetings.meeting.enums import MeetingState
from meetings.units.enums import UnitKind
from tests import factories
from tests.meetings.evidence.scene import set_up

OURS = "ledelsen og medarbejderrepræsentanterne på Skovskolen"


def test_a_draft_is_the_units_own(scene):
    badge = who_can_see(scene.draft())
    assert (badge.who, badge.only_us) == (OURS, True)


def test_shared_with_a_convened_meeting(scene):
    badge = who_can_see(scene.shared())
    assert badge.who == (
        "ledelsen, medarbejderrepræsentanterne og bestyrelsesrepræsentanterne på Skovskolen "
        "samt chefen og konsulenterne for skoler"
    )
    assert not badge.only_us


def test_shared_before_the_meeting_is_convened(db):
    scene = set_up(MeetingState.PLANNED)
    assert who_can_see(scene.shared()).who == (
        "ledelsen og medarbejderrepræsentanterne på Skovskolen samt chefen og konsulenterne for skoler "
        "og, når mødet er indkaldt, bestyrelsesrepræsentanterne"
    )


def test_shown_in_the_forum(scene):
    assert who_can_see(scene.shared(audience=Audience.LEADER_FORUM)).who.endswith(
        ". I lederforum kan alle ledere se det, eksemplet viser"
    )


def test_the_audience_announced_before_sharing_is_the_one_afterwards(scene):
    assert who_would_see(scene.draft()) == who_can_see(scene.shared()).who


def test_the_audience_of_a_daycare_centre(db):
    meeting = factories.meeting(unit=factories.make_unit("Solstrålen", kind=UnitKind.DAYCARE), state="invited")
    assert (
        "Solstrålen samt chefen og konsulenterne for dagtilbud"
        in who_can_see(factories.evidence(meeting=meeting, shared=True)).who
    )


@pytest.mark.parametrize("shared", [True, False])
def test_taken_back_and_withdrawn_evidence_is_seen_by_the_unit_only(scene, shared):
    page = scene.shared(audience=Audience.UNIT) if shared else scene.draft()
    assert who_can_see(page).only_us
