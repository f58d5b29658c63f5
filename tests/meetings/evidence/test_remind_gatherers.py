"""Who still has data to gather is reminded once, shortly before they are due."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.data_plan.change_line import change_line
from meetings.data_plan.delimit import DelimitationValues, delimit
from meetings.data_plan.line_values import LineValues
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.remind_gatherers import remind_gatherers
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return factories.meeting(unit=factories.make_unit("Skovskolen"), state=MeetingState.PREPARING)


@pytest.fixture
def teacher(meeting):
    return factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit, name="Mia Mose")


def soon(days=2):
    return timezone.localdate() + timedelta(days=days)


def remind(day=0):
    return remind_gatherers.call(soon(day).isoformat())


def test_one_mail_a_person_and_meeting_names_all_open_slots_once(meeting, teacher):
    factories.plan_line(meeting, "Elevernes fotos", gatherer=teacher, due_on=soon())
    factories.plan_line(meeting, "Observationer", gatherer=teacher, due_on=soon(1))
    factories.plan_line(meeting, "Senere", gatherer=teacher, due_on=soon(30))
    assert remind() == 1
    (mail,) = queued_mails()
    assert mail.to == teacher.email
    assert "Elevernes fotos" in mail.body and "Observationer" in mail.body and "Senere" not in mail.body
    assert (remind(), remind(1)) == (0, 0)


def test_a_new_deadline_is_reminded_of_anew(meeting, teacher):
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    factories.plan_line(meeting, "Elevernes fotos", gatherer=teacher)
    assert remind() == 0
    delimit(meeting=meeting, agreed=DelimitationValues([], [], soon()), expected_version=0, by=leader)
    assert (remind(), remind()) == (1, 0)
    delimit(meeting=meeting, agreed=DelimitationValues([], [], soon(12)), expected_version=1, by=leader)
    assert (remind(), remind(10)) == (0, 1)


def test_nobody_is_reminded_of_what_is_shared_late_or_closed(meeting, teacher):
    line = factories.plan_line(meeting, gatherer=teacher, due_on=soon())
    MeetingPage.objects.update(state=MeetingState.CANCELLED)
    assert remind() == 0
    MeetingPage.objects.update(state=MeetingState.PREPARING)
    assert remind(10) == 0
    factories.evidence(meeting=meeting, slot=line, shared=True, owner=teacher)
    assert remind() == 0


def test_nobody_is_reminded_of_what_is_handed_in(meeting, teacher):
    line = factories.plan_line(meeting, gatherer=teacher, due_on=soon())
    factories.evidence(meeting=meeting, slot=line, owner=teacher, handed_in_at=timezone.now())
    assert remind() == 0


def test_a_draft_alone_is_an_open_slot(meeting, teacher):
    line = factories.plan_line(meeting, gatherer=teacher, due_on=soon())
    factories.evidence(meeting=meeting, slot=line, owner=teacher)
    assert remind() == 1


def test_people_who_no_longer_gather_for_the_unit_get_nothing(meeting, teacher):
    factories.plan_line(meeting, gatherer=teacher, due_on=soon())
    teacher.memberships.update(ends_on=soon(-1))
    assert remind() == 0


def test_a_new_gatherer_or_day_is_reminded_too(meeting, teacher):
    line = factories.plan_line(meeting, gatherer=teacher, due_on=soon())
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    assert remind() == 1
    line = DataPlanLine.objects.get(pk=line.pk)
    agreed = LineValues(what=line.what, gatherer=leader, due_on=line.due_on)
    change_line(line=line, agreed=agreed, expected_version=line.version, by=leader, today=timezone.localdate())
    assert remind() == 1
