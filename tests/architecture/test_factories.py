"""The factories make what the models and the database allow."""

import pytest

from accounts.roles import Role
from meetings.agreements.enums import AgreementStatus
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.writing.draft_content import draft_content
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_a_person_of_each_role(role):
    person = factories.user(role=role)
    assert person.memberships.get().role == role


@pytest.mark.parametrize("state", MeetingState)
def test_a_meeting_in_each_state(state):
    assert factories.meeting(state=state).state == state


@pytest.mark.parametrize("shared", [False, True])
def test_evidence(shared):
    assert factories.evidence(shared=shared).is_shared is shared


@pytest.mark.parametrize("state", MinutesState)
def test_minutes_in_each_state(state):
    page = factories.minutes(state=state)
    assert [row.text for row in draft_content(page).sections] == ["Vi talte."] * 2
    assert len(page.sections) == (0 if state == MinutesState.DRAFT else 2)


@pytest.mark.parametrize("status", AgreementStatus)
def test_an_agreement_of_each_status(status):
    assert factories.agreement(status=status).status == status


@pytest.mark.parametrize("state", ExampleState)
def test_an_example_in_each_state(state):
    assert factories.example(state=state).state == state
