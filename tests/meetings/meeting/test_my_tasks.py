"""Tasks about meetings."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.convening import my_tasks as convening
from meetings.meeting import my_tasks as meetings
from meetings.meeting.current_meetings import current_meetings_q
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import StepKind
from tests import factories

pytestmark = pytest.mark.django_db
AHEAD = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def this_year():
    """The school year of today, whatever day the tests run."""
    today = timezone.localdate()
    first = today.year if today.month >= 8 else today.year - 1
    return f"{first}/{first + 1}"


def titles(slice_, person, today=None):
    return [task.title for task in slice_.tasks_for(person, today or timezone.localdate())]


def meeting_of(furnished, year, **fields):
    return factories.meeting(unit=furnished.unit, school_year=year, **fields)


class TestToConvene:
    def test_the_holder_has_a_task_due_two_weeks_before(self, school, holder, this_year):
        meeting_of(school, this_year, starts_at=timezone.now() + timedelta(days=30))
        (task,) = convening.tasks_for(holder, timezone.localdate())
        assert task.title == "Indkald til dialogmødet" and task.url.endswith("/indkald/")
        assert task.due == timezone.localdate() + timedelta(days=16)

    def test_without_a_date_there_is_no_deadline(self, school, holder, this_year):
        meeting_of(school, this_year)
        assert convening.tasks_for(holder, timezone.localdate())[0].due is None

    @pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.PLANNED])
    def test_there_is_no_task_once_convened(self, school, holder, this_year, state):
        meeting_of(school, this_year, state=state)
        assert convening.tasks_for(holder, timezone.localdate()) == []

    def test_an_unconvened_meeting_of_last_year_is_no_task(self, school, holder):
        meeting_of(school, "2019/2020")
        assert convening.tasks_for(holder, timezone.localdate()) == []

    def test_other_roles_have_no_task(self, school, daycare, this_year):
        meeting_of(school, this_year)
        others = [person for role, person in school.people.items() if role is not Role.AGREEMENT_HOLDER]
        others.append(daycare[Role.AGREEMENT_HOLDER])
        assert [convening.tasks_for(person, timezone.localdate()) for person in others] == [[]] * len(others)


class TestToHold:
    def test_the_holder_has_a_task_from_the_day_on(self, school, holder, this_year):
        meeting_of(school, this_year, state=MeetingState.PREPARING, on=timezone.localdate())
        assert titles(meetings, holder) == ["Notér, at I har holdt dialogmødet"]

    def test_there_is_no_task_before_the_day(self, school, holder, this_year):
        meeting_of(school, this_year, state=MeetingState.PREPARING, on=AHEAD)
        assert titles(meetings, holder) == []

    def test_the_leadership_team_has_no_task(self, school, this_year):
        meeting_of(school, this_year, state=MeetingState.PREPARING, on=timezone.localdate())
        assert titles(meetings, school[Role.LEADERSHIP_TEAM]) == []


class TestToPrepare:
    @pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM])
    def test_leaders_have_the_next_step_with_its_date(self, school, this_year, role):
        meeting = meeting_of(school, this_year, state=MeetingState.INVITED, on=AHEAD)
        day = timezone.localdate() + timedelta(days=3)
        factories.preparation_step(meeting, planned_on=day)
        factories.preparation_step(meeting, "Heldagsmøde", kind=StepKind.FULL_DAY)
        (task,) = meetings.tasks_for(school[role], timezone.localdate())
        assert (task.title, task.due) == ("Forbered dialogmødet", day)
        assert task.detail.endswith("Indledende møde, Heldagsmøde")

    def test_there_is_no_task_when_all_steps_are_done(self, school, holder, this_year):
        meeting = meeting_of(school, this_year, state=MeetingState.PREPARING, on=AHEAD)
        factories.preparation_step(meeting, done_at=timezone.now(), decided="x")
        assert titles(meetings, holder) == []


class TestInitialMeetings:
    def test_each_dated_meeting_is_a_task_of_its_own(self, school, this_year):
        meeting = meeting_of(school, this_year, state=MeetingState.INVITED, on=AHEAD)
        factories.preparation_step(meeting, planned_on=timezone.localdate() + timedelta(days=1))
        assert titles(meetings, school[Role.CONSULTANT]) == ["Indledende møde med Skovskolen"]

    def test_a_past_meeting_is_a_task_to_write_the_result(self, school, this_year):
        meeting = meeting_of(school, this_year, state=MeetingState.INVITED, on=AHEAD)
        factories.preparation_step(meeting, planned_on=timezone.localdate() - timedelta(days=1))
        assert titles(meetings, school[Role.CONSULTANT]) == ["Skriv, hvad du og Skovskolen aftalte"]

    def test_all_undated_meetings_are_one_task(self, school, this_year):
        units = [school.unit, factories.make_unit("Bakkeskolen"), factories.make_unit("Åskolen")]
        for unit in units:
            factories.preparation_step(factories.meeting(unit=unit, school_year=this_year))
        (task,) = meetings.tasks_for(school[Role.CONSULTANT], timezone.localdate())
        assert task.title == "Find dage til de indledende møder med 3 enheder" and task.count == 3

    def test_other_steps_and_other_areas_are_no_tasks(self, school, daycare, this_year):
        factories.preparation_step(meeting_of(school, this_year), kind=StepKind.FULL_DAY)
        factories.preparation_step(meeting_of(daycare, this_year))
        assert titles(meetings, school[Role.CONSULTANT]) == []


class TestToRead:
    @pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.BOARD_REPRESENTATIVE])
    def test_head_of_area_and_board_read_the_agenda_of_a_near_meeting(self, school, this_year, role):
        meeting_of(school, this_year, state=MeetingState.INVITED, on=AHEAD)
        assert titles(meetings, school[role]) == ["Læs dagsordenen til dialogmødet med Skovskolen"]

    def test_a_distant_meeting_is_no_task(self, school, this_year):
        meeting_of(school, this_year, state=MeetingState.INVITED, on=timezone.localdate() + timedelta(days=60))
        assert titles(meetings, school[Role.HEAD_OF_AREA]) == []

    def test_an_unconvened_meeting_is_no_task(self, school, this_year):
        meeting_of(school, this_year, on=AHEAD)
        assert titles(meetings, school[Role.BOARD_REPRESENTATIVE]) == []


def test_the_number_of_queries_stays(school, this_year, django_assert_max_num_queries):
    for number in range(6):
        meeting = factories.meeting(
            unit=factories.make_unit(), school_year=this_year, state=MeetingState.INVITED, on=AHEAD
        )
        factories.preparation_step(meeting, planned_on=AHEAD if number % 2 else None)
    for role in (Role.CONSULTANT, Role.HEAD_OF_AREA):
        person = school[role]
        with django_assert_max_num_queries(4):
            assert meetings.tasks_for(person, timezone.localdate())


@pytest.mark.parametrize(("today", "is_current"), [(date(2026, 7, 31), True), (date(2026, 8, 1), False)])
def test_a_school_year_ends_on_31_july(school, today, is_current):
    meeting_of(school, "2025/2026")
    assert MeetingPage.objects.filter(current_meetings_q(today)).exists() is is_current
