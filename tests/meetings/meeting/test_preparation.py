"""Unit and consultant plan the preparation together."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.record_preparation import (
    NothingDecided,
    PreparationClosed,
    record_preparation,
)
from meetings.meeting.states.begin_preparation import begin_preparation
from tests import factories

pytestmark = pytest.mark.django_db
PREPARING = (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.CONSULTANT)


@pytest.fixture
def step(school):
    return factories.preparation_step(factories.meeting(unit=school.unit, state=MeetingState.INVITED))


def recorded(step, by, decided="Vi ser på fravær.", *, day=None, done=False, **more):
    return record_preparation(step=step, planned_on=day, decided=decided, done=done, by=by, **more)


@pytest.mark.parametrize("role", PREPARING)
def test_leaders_and_consultant_save_date_and_result(step, school, role, today):
    recorded(step, school[role], day=today, done=True)
    step.refresh_from_db()
    assert (step.planned_on, step.decided, step.done_by) == (today, "Vi ser på fravær.", school[role])


def test_the_first_recorded_step_begins_the_preparation(step, holder, today):
    recorded(step, holder, "", day=today)
    assert MeetingPage.objects.get(pk=step.meeting_id).state == MeetingState.PREPARING


def test_an_unconvened_meeting_stays_planned(school, today):
    step = factories.preparation_step(factories.meeting(unit=school.unit))
    recorded(step, school[Role.CONSULTANT], day=today)
    assert MeetingPage.objects.get(pk=step.meeting_id).state == MeetingState.PLANNED


def test_a_done_step_needs_a_result(step, holder):
    with pytest.raises(NothingDecided):
        recorded(step, holder, "  ", done=True)


def test_done_can_be_undone(step, holder):
    recorded(step, holder, done=True)
    recorded(step, holder, done=False)
    step.refresh_from_db()
    assert step.done_at is None and step.done_by is None


def test_the_second_of_two_writers_gets_a_conflict(step, school, holder):
    recorded(step, holder, "Fravær og trivsel", expected_version=1)
    with pytest.raises(ChangedMeanwhile) as conflict:
        recorded(step, school[Role.CONSULTANT], "Progression", expected_version=1)
    assert conflict.value.current.decided == "Fravær og trivsel"
    step.refresh_from_db()
    assert step.decided == "Fravær og trivsel"


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_steps_of_a_held_or_cancelled_meeting_cannot_change(school, holder, state):
    step = factories.preparation_step(factories.meeting(unit=school.unit, state=state))
    with pytest.raises(PreparationClosed):
        recorded(step, holder)


@pytest.mark.parametrize("role", [role for role in Role if role not in PREPARING])
def test_other_roles_may_not_record(step, school, role):
    with pytest.raises(NotAllowed):
        recorded(step, factories.user(role=role, unit=school.unit))


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.INVITED])
def test_preparation_begins_only_in_a_convened_meeting(school, holder, state):
    meeting = factories.meeting(unit=school.unit, state=state)
    assert begin_preparation(meeting=meeting, by=holder) is False
    assert MeetingPage.objects.get(pk=meeting.pk).state == state


@pytest.mark.parametrize("role", [role for role in Role if role not in PREPARING])
def test_other_roles_may_not_begin_it(step, school, role):
    with pytest.raises(NotAllowed):
        begin_preparation(meeting=step.meeting, by=factories.user(role=role, unit=school.unit))
