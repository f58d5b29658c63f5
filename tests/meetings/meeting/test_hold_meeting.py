"""The agreement holder records that the meeting was held."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.hold_meeting import NotConvened, TooEarly, hold_meeting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[MeetingState.INVITED, MeetingState.PREPARING])
def meeting(request, school):
    meeting = factories.meeting(unit=school.unit, state=request.param)
    school.invited(meeting)
    return meeting


def held(meeting, by, attendance=None, *, now=None):
    return hold_meeting(
        meeting=meeting, attendance=attendance or {}, by=by, now=now or meeting.starts_at + timedelta(hours=4)
    )


def test_state_and_attendance_are_saved(meeting, holder):
    present, absent, *_rest = meeting.participants.all()
    held(meeting, holder, {present.pk: "present", absent.pk: "absent"})
    stored = MeetingPage.objects.get(pk=meeting.pk)
    assert stored.state == MeetingState.HELD and stored.held_at
    noted = dict(meeting.participants.values_list("pk", "attendance"))
    assert (noted.pop(present.pk), noted.pop(absent.pk)) == (Attendance.PRESENT, Attendance.ABSENT)
    assert set(noted.values()) == {Attendance.UNKNOWN}


def test_a_future_meeting_cannot_be_held(meeting, holder):
    with pytest.raises(TooEarly, match="Kom tilbage, når I har holdt det"):
        held(meeting, holder, now=meeting.starts_at - timedelta(days=1))
    assert MeetingPage.objects.get(pk=meeting.pk).state != MeetingState.HELD


def test_a_meeting_can_be_held_at_any_hour_of_its_day(meeting, holder):
    morning = timezone.localtime(meeting.starts_at).replace(hour=0, minute=5)
    assert held(meeting, holder, now=morning).state == MeetingState.HELD


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED])
def test_only_a_convened_meeting_can_be_held_and_only_once(school, holder, state):
    with pytest.raises(NotConvened):
        held(factories.meeting(unit=school.unit, state=state), holder, now=timezone.now() + timedelta(days=60))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGREEMENT_HOLDER])
def test_other_roles_may_not_hold_it(school, role):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
    with pytest.raises(NotAllowed):
        held(meeting, factories.user(role=role, unit=school.unit))


def test_participants_of_another_meeting_are_unchanged(meeting, holder):
    other = factories.participant(factories.meeting(state=MeetingState.INVITED))
    held(meeting, holder, {other.pk: "present"})
    other.refresh_from_db()
    assert other.attendance == Attendance.UNKNOWN
