"""The time left of the item, and the expected end of the meeting."""

import pytest

from meetings.live.clock import clock_of
from meetings.live.models import LiveMeeting
from meetings.meeting.agenda import agenda_of
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from tests.meetings.live.scene import at, running

pytestmark = pytest.mark.django_db


def clock(scene, now):
    meeting = MeetingPage.objects.select_related("unit").get(pk=scene.meeting.pk)
    return clock_of(LiveMeeting.objects.get(), agenda_of(meeting), now)


def test_the_end_is_expected_as_planned():
    scene = running()
    assert clock(scene, at(9)).ends_at(at(9)) == at(11, 30)
    assert clock(scene, at(9, 20)).ends_at(at(9, 20)) == at(11, 30)
    assert clock(scene, at(9, 20)).minutes_left == 10


def test_what_takes_longer_moves_the_end():
    scene = running()
    late = clock(scene, at(9, 37))
    assert (late.minutes_over, late.ends_at(at(9, 37))) == (7, at(11, 37))


def test_minutes_given_to_an_item_move_the_end():
    scene = running()
    LiveMeeting.objects.update(extra_minutes=10)
    assert clock(scene, at(9)).ends_at(at(9)) == at(11, 40)


def test_an_item_that_was_dealt_with_before_needs_only_the_rest():
    scene = running()
    MeetingItem.objects.filter(block_id=scene.blocks[2]).update(actual_seconds=40 * 60)
    assert clock(scene, at(9)).ends_at(at(9)) == at(10, 50)


def test_an_item_that_left_the_agenda_does_not_stop_the_clock():
    scene = running()
    LiveMeeting.objects.update(block_id="00000000-0000-4000-8000-000000000000")
    assert clock(scene, at(9)).allowed == 30 * 60
