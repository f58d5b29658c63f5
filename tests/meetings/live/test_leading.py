"""Whoever leads the meeting begins it, goes from item to item, pauses, gives more time, and ends it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.live.appoint_chair import NotTakingPart, appoint_chair, possible_chairs
from meetings.live.begin_meeting import CannotBegin, MeetingOnAnotherDay, begin_meeting
from meetings.live.change_live_meeting import NotRunning
from meetings.live.end_meeting import end_meeting
from meetings.live.extend_item import TooMuchTime, extend_item
from meetings.live.go_to_item import NotInAgenda, go_to_item
from meetings.live.models import LiveMeeting
from meetings.live.set_paused import set_paused
from meetings.live.show_evidence import NotShownInMeeting, show_evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.meeting.states.hold_meeting import hold_meeting
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.writing.begin_minutes import NotHeldYet, begin_minutes
from tests import factories
from tests.meetings.live.scene import at, convened, running

pytestmark = pytest.mark.django_db
OTHERS = ["team", "staff", "board", "consultant", "chef"]


def press(scene, now, by=None):
    """Arguments of an act on the version that is stored now."""
    version = LiveMeeting.objects.get(meeting=scene.meeting).version
    return {"meeting": scene.meeting, "expected_version": version, "by": by or scene.leader, "now": now}


def stored(scene, number):
    return MeetingItem.objects.get(meeting=scene.meeting, block_id=scene.blocks[number])


def test_a_meeting_begins_with_its_first_item():
    scene = running()
    assert scene.live.is_running
    assert str(scene.live.block_id) == scene.blocks[0]
    assert scene.live.seconds_used(at(9, 10)) == 600


def test_a_meeting_that_runs_is_not_begun_again():
    scene = running()
    again = begin_meeting(meeting=scene.meeting, is_confirmed=False, by=scene.leader, now=at(10))
    assert again.began_at == at(9)


def test_a_meeting_of_another_day_begins_only_when_asked_for():
    scene = convened(starts_at=at(9) + timedelta(days=3))
    with pytest.raises(MeetingOnAnotherDay, match="Sæt kryds"):
        begin_meeting(meeting=scene.meeting, is_confirmed=False, by=scene.leader, now=at(9))
    assert begin_meeting(meeting=scene.meeting, is_confirmed=True, by=scene.leader, now=at(9)).is_running


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED])
def test_only_a_convened_meeting_begins(state):
    scene = convened(state=state)
    with pytest.raises(CannotBegin):
        begin_meeting(meeting=scene.meeting, is_confirmed=True, by=scene.leader, now=at(9))
    assert not LiveMeeting.objects.exists()


@pytest.mark.parametrize("who", OTHERS)
def test_others_do_not_lead(who):
    scene = running()
    person = getattr(scene, who)
    for act in (
        lambda: begin_meeting(meeting=scene.meeting, is_confirmed=True, by=person, now=at(9)),
        lambda: go_to_item(block_id=UUID(scene.blocks[2]), **press(scene, at(9, 5), person)),
        lambda: set_paused(is_paused=True, **press(scene, at(9, 5), person)),
        lambda: extend_item(**press(scene, at(9, 5), person)),
        lambda: show_evidence(evidence_id=None, **press(scene, at(9, 5), person)),
        lambda: end_meeting(**press(scene, at(9, 5), person)),
        lambda: appoint_chair(meeting=scene.meeting, chair_id=person.pk, by=person),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert LiveMeeting.objects.get().version == scene.live.version


def test_the_time_of_each_item_is_kept_and_goes_on_when_one_comes_back():
    scene = running()
    go_to_item(block_id=UUID(scene.blocks[2]), **press(scene, at(9, 20)))
    assert stored(scene, 0).actual_seconds == 20 * 60
    back = go_to_item(block_id=UUID(scene.blocks[0]), **press(scene, at(9, 50)))
    assert stored(scene, 2).actual_seconds == 30 * 60
    assert back.seconds_used(at(9, 55)) == 25 * 60


def test_a_break_has_a_clock_of_its_own():
    scene = running()
    now = go_to_item(block_id=UUID(scene.blocks[1]), **press(scene, at(9, 20)))
    assert now.seconds_used(at(9, 25)) == 300
    go_to_item(block_id=UUID(scene.blocks[2]), **press(scene, at(9, 35)))
    assert sum(MeetingItem.objects.values_list("actual_seconds", flat=True)) == 20 * 60


def test_a_pause_stops_the_clock():
    scene = running()
    set_paused(is_paused=True, **press(scene, at(9, 10)))
    assert LiveMeeting.objects.get().seconds_used(at(9, 40)) == 600
    live = set_paused(is_paused=False, **press(scene, at(9, 40)))
    assert live.seconds_used(at(9, 41)) == 660


def test_an_item_gets_five_minutes_more_and_keeps_them():
    scene = running()
    live = extend_item(**press(scene, at(9, 10)))
    assert (live.extra_minutes, live.seconds_used(at(9, 10))) == (5, 600)
    go_to_item(block_id=UUID(scene.blocks[2]), **press(scene, at(9, 20)))
    assert LiveMeeting.objects.get().extra_minutes == 0
    assert go_to_item(block_id=UUID(scene.blocks[0]), **press(scene, at(9, 30))).extra_minutes == 5


def test_more_time_has_a_limit():
    scene = running()
    LiveMeeting.objects.update(extra_minutes=240)
    with pytest.raises(TooMuchTime):
        extend_item(**press(scene, at(9, 10)))


def test_of_two_who_command_the_screen_at_once_one_is_followed():
    scene = running()
    first, second = press(scene, at(9, 10)), press(scene, at(9, 10))
    go_to_item(block_id=UUID(scene.blocks[2]), **first)
    with pytest.raises(ChangedMeanwhile):
        go_to_item(block_id=UUID(scene.blocks[3]), **second)
    assert str(LiveMeeting.objects.get().block_id) == scene.blocks[2]


def test_an_item_of_another_agenda_is_refused():
    scene = running()
    with pytest.raises(NotInAgenda):
        go_to_item(block_id=uuid4(), **press(scene, at(9, 10)))


def test_only_what_is_shared_with_this_meeting_goes_to_the_projector():
    scene = running()
    shared = factories.evidence(meeting=scene.meeting, shared=True)
    draft = factories.evidence(meeting=scene.meeting)
    foreign = factories.evidence(shared=True)
    assert show_evidence(evidence_id=shared.pk, **press(scene, at(9, 1))).evidence_id == shared.pk
    for one in (draft, foreign):
        with pytest.raises(NotShownInMeeting):
            show_evidence(evidence_id=one.pk, **press(scene, at(9, 2)))
    assert go_to_item(block_id=UUID(scene.blocks[2]), **press(scene, at(9, 3))).evidence_id is None


def test_a_meeting_that_ends_is_held():
    scene = running()
    end_meeting(**press(scene, at(9, 25)))
    meeting = MeetingPage.objects.get(pk=scene.meeting.pk)
    assert (meeting.state, meeting.held_at) == (MeetingState.HELD, at(9, 25))
    assert stored(scene, 0).actual_seconds == 25 * 60
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"live.begun", "live.ended", "meeting.held"} <= actions
    with pytest.raises(NotRunning):
        set_paused(is_paused=True, **press(scene, at(9, 26)))
    with pytest.raises(CannotBegin):
        begin_meeting(meeting=scene.meeting, is_confirmed=True, by=scene.leader, now=at(9, 30))


def test_a_meeting_begun_before_its_day_can_end():
    scene = convened(starts_at=at(9) + timedelta(days=3))
    begin_meeting(meeting=scene.meeting, is_confirmed=True, by=scene.leader, now=at(9))
    end_meeting(**press(scene, at(10)))
    assert MeetingPage.objects.get(pk=scene.meeting.pk).state == MeetingState.HELD


def test_a_meeting_that_was_called_held_meanwhile_can_end():
    scene = running()
    hold_meeting(meeting=scene.meeting, attendance={}, by=scene.leader, now=at(10))
    end_meeting(**press(scene, at(11)))
    assert LiveMeeting.objects.get().ended_at == at(11)


def test_a_running_meeting_is_not_cancelled():
    scene = running()
    with pytest.raises(Refusal, match="Slut det først"):
        cancel_meeting(meeting=scene.meeting, reason="Sne", by=scene.leader)
    assert MeetingPage.objects.get(pk=scene.meeting.pk).state == MeetingState.INVITED


def test_minutes_are_not_submitted_before_the_meeting_ends():
    scene = running()
    minutes = begin_minutes(meeting=scene.meeting, by=scene.leader, is_running=True)
    with pytest.raises(NotHeldYet):
        submit_minutes(minutes=minutes, expected_version=1, by=scene.leader, today=at(9).date())


def test_the_agreement_holder_names_somebody_who_takes_part():
    scene = convened()
    guest = factories.participant(scene.meeting)
    outsider = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit("Bakkeskolen"))
    outside = factories.participant(scene.meeting, person=outsider)
    assert guest.user_id is None
    assert outside.user_id not in possible_chairs(scene.meeting)
    with pytest.raises(NotTakingPart):
        appoint_chair(meeting=scene.meeting, chair_id=outsider.pk, by=scene.leader)
    appoint_chair(meeting=scene.meeting, chair_id=scene.consultant.pk, by=scene.leader)
    live = begin_meeting(meeting=scene.meeting, is_confirmed=False, by=scene.consultant, now=at(9))
    set_paused(meeting=scene.meeting, is_paused=True, expected_version=live.version, by=scene.consultant, now=at(9, 5))
    set_paused(is_paused=False, **press(scene, at(9, 6)))  # the agreement holder takes over


def test_who_was_named_does_not_lead_without_a_role():
    scene = convened()
    appoint_chair(meeting=scene.meeting, chair_id=scene.consultant.pk, by=scene.leader)
    scene.consultant.memberships.update(ends_on=at(9).date() - timedelta(days=1))
    person = type(scene.consultant).objects.get(pk=scene.consultant.pk)
    with pytest.raises(NotAllowed):
        begin_meeting(meeting=scene.meeting, is_confirmed=False, by=person, now=at(9))


def test_naming_can_be_taken_back():
    scene = convened()
    appoint_chair(meeting=scene.meeting, chair_id=scene.consultant.pk, by=scene.leader)
    appoint_chair(meeting=scene.meeting, chair_id=None, by=scene.leader)
    with pytest.raises(NotAllowed):
        begin_meeting(meeting=scene.meeting, is_confirmed=False, by=scene.consultant, now=at(9))
