"""A meeting is cancelled or reopened, with a reason."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed, ReasonMissing
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.cancel_meeting import CannotCancel, cancel_meeting
from meetings.meeting.states.reopen_meeting import MinutesBegun, NothingToReopen, reopen_meeting
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
NOT_THE_HOLDER = [role for role in Role if role is not Role.AGREEMENT_HOLDER]


def stored(meeting):
    return MeetingPage.objects.get(pk=meeting.pk)


@pytest.mark.parametrize("state", [MeetingState.INVITED, MeetingState.PREPARING])
def test_participants_get_the_reason_and_a_calendar_cancellation(school, holder, state):
    meeting = factories.meeting(unit=school.unit, state=state, invitation_sequence=2, invited_by=holder)
    school.invited(meeting)
    cancel_meeting(meeting=meeting, reason=" Sygdom i ledelsen. ", by=holder)
    assert (stored(meeting).state, stored(meeting).state_reason) == (MeetingState.CANCELLED, "Sygdom i ledelsen.")
    mails = queued_mails()
    assert len(mails) == 6 and {mail.calendar_method for mail in mails} == {"CANCEL"}
    assert all("SEQUENCE:3" in m.calendar and "STATUS:CANCELLED" in m.calendar for m in mails)
    assert mails[0].body.startswith("Dialogmødet for Skovskolen")
    assert "er aflyst. Du behøver ikke gøre noget" in mails[0].body and "Sygdom i ledelsen." in mails[0].body


def test_cancelling_an_unconvened_meeting_sends_nothing(school, holder):
    meeting = factories.meeting(unit=school.unit)
    school.invited(meeting)
    cancel_meeting(meeting=meeting, reason="Enheden lukker.", by=holder)
    assert stored(meeting).state == MeetingState.CANCELLED
    assert not queued_mails() and stored(meeting).invitation_sequence == 0


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_a_held_or_cancelled_meeting_cannot_be_cancelled(school, holder, state):
    with pytest.raises(CannotCancel):
        cancel_meeting(meeting=factories.meeting(unit=school.unit, state=state), reason="x", by=holder)


def test_cancelling_and_reopening_need_a_reason(school, holder):
    with pytest.raises(ReasonMissing):
        cancel_meeting(meeting=factories.meeting(unit=school.unit), reason=" ", by=holder)
    with pytest.raises(ReasonMissing):
        reopen_meeting(meeting=factories.meeting(state=MeetingState.CANCELLED), reason="", by=_holder_of_last_meeting())


def _holder_of_last_meeting():
    return factories.user(role=Role.AGREEMENT_HOLDER, unit=MeetingPage.objects.last().unit)


def test_a_cancelled_meeting_can_be_planned_again(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.CANCELLED, invitation_sequence=3)
    reopen_meeting(meeting=meeting, reason="Ny dato fundet.", by=holder)
    again = stored(meeting)
    assert (again.state, again.state_reason, again.invited_at) == (MeetingState.PLANNED, "Ny dato fundet.", None)
    assert again.invitation_sequence == 3, "the next invitation counts on"


def test_a_held_meeting_can_be_reopened(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.HELD)
    participant = factories.participant(meeting, attendance=Attendance.PRESENT)
    reopen_meeting(meeting=meeting, reason="Tastefejl.", by=holder)
    assert (stored(meeting).state, stored(meeting).held_at) == (MeetingState.PREPARING, None)
    participant.refresh_from_db()
    assert participant.attendance == Attendance.UNKNOWN


def test_a_held_meeting_with_minutes_cannot_be_reopened(school, holder):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.HELD)
    factories.minutes(meeting=meeting)
    with pytest.raises(MinutesBegun):
        reopen_meeting(meeting=meeting, reason="Tastefejl.", by=holder)
    assert stored(meeting).state == MeetingState.HELD


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING])
def test_an_open_meeting_is_not_reopened(school, holder, state):
    with pytest.raises(NothingToReopen):
        reopen_meeting(meeting=factories.meeting(unit=school.unit, state=state), reason="x", by=holder)


@pytest.mark.parametrize("role", NOT_THE_HOLDER)
def test_other_roles_may_neither_cancel_nor_reopen(school, role):
    somebody = factories.user(role=role, unit=school.unit)
    with pytest.raises(NotAllowed):
        cancel_meeting(meeting=factories.meeting(unit=school.unit), reason="x", by=somebody)
    with pytest.raises(NotAllowed):
        reopen_meeting(meeting=MeetingPage.objects.last(), reason="x", by=somebody)
