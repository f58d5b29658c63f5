"""The tasks about minutes and agreements on the front page, by role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements import my_tasks as agreement_tasks
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.minutes import my_tasks
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.begin_minutes import begin_minutes
from tests import factories
from tests.meetings.minutes.scene import TODAY, Scene, approved, begun, held, submit, submitted, written

pytestmark = pytest.mark.django_db


def titles(scene: Scene, who: str) -> list[str]:
    return [task.title for task in my_tasks.tasks_for(getattr(scene, who), TODAY)]


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (held, "Skriv referatet af dialogmødet"),
        (begun, "Gør referatet færdigt"),
        (written, "Send referatet til godkendelse"),
    ],
)
def test_the_writers_task_is_the_next_step(make: Callable[[], Scene], title: str) -> None:
    scene = make()
    task = my_tasks.tasks_for(scene.leader, TODAY)[0]
    assert task.title == title
    assert task.detail == "Skovskolen"
    assert task.url.startswith(scene.address())


def test_the_task_for_returned_minutes_has_the_reason() -> None:
    scene = submitted()
    waiting = scene.minutes.submissions.get()
    return_minutes(
        minutes=scene.minutes, expected_version=waiting.version, reason="Skriv navnene ud.", by=scene.chef, today=TODAY
    )
    task = my_tasks.tasks_for(scene.leader, TODAY)[0]
    assert task.title == "Ret referatet: det er sendt retur"
    assert "Skriv navnene ud." in task.detail


def test_the_writer_has_no_task_for_submitted_or_approved_minutes() -> None:
    assert titles(submitted(), "leader") == []
    assert titles(approved(scene=begun(title="Bakkeskolen")), "leader") == []


def test_the_leadership_team_gets_no_task_to_submit() -> None:
    assert titles(written(), "team") == ["Gør referatet færdigt"]


def test_the_consultant_gets_a_count_and_the_own_returned_submissions() -> None:
    scene = held()
    assert titles(scene, "consultant") == ["1 møde mangler sit referat"]


def test_a_meeting_of_long_ago_is_a_task_of_its_unit_and_of_whoever_sends_its_minutes() -> None:
    scene = held()
    MeetingPage.objects.filter(pk=scene.meeting.pk).update(starts_at=timezone.now() - timedelta(days=800))
    Cycle.objects.filter(pk=scene.meeting.cycle_id).update(school_year="2023/2024")
    assert titles(scene, "consultant") == []
    assert titles(scene, "leader") == ["Skriv referatet af dialogmødet"]
    scene.minutes = begin_minutes(meeting=scene.meeting, by=scene.leader)
    MinutesPage.objects.filter(pk=scene.minutes.pk).update(sender=scene.consultant, return_reason="Navne")
    assert titles(scene, "consultant") == ["Ret referatet: det er sendt retur"]


def test_the_chefs_tasks_lead_straight_to_each_text_and_to_the_list_of_the_rest(monkeypatch) -> None:
    scene = submitted()
    other = written()
    submit(other)
    tasks = [task for task in my_tasks.tasks_for(scene.chef, TODAY) if task.count]
    assert [(task.title, task.url) for task in tasks] == [
        ("Godkend referatet", scene.address("afgoer")), ("Godkend referatet", other.address("afgoer")),
    ]  # fmt: skip
    monkeypatch.setattr(my_tasks, "MAX_MINUTES_NAMED", 1)
    first, rest = (task for task in my_tasks.tasks_for(scene.chef, TODAY) if task.count)
    assert first.url == scene.address("afgoer")
    assert (rest.title, rest.url, rest.count) == ("2 referater venter på dig", "/referater/til-godkendelse/", 2)


def test_others_get_no_tasks_about_minutes() -> None:
    scene = submitted()
    for who in ("staff", "board"):
        assert titles(scene, who) == []
    assert my_tasks.tasks_for(factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare")), TODAY) == []
    assert my_tasks.tasks_for(factories.user(role=Role.ADMINISTRATOR), TODAY) == []


def test_leaders_get_the_units_nearest_agreements_and_the_chef_the_administrations() -> None:
    scene = held()
    minutes = factories.minutes(meeting=scene.meeting, state="approved")
    for text, owner, days in [
        ("Vores snart", "unit", 5),
        ("Vores senere", "unit", 80),
        ("Forvaltningens", "administration", 5),
    ]:
        factories.agreement(minutes=minutes, text=text, owner=owner, due_on=TODAY + timedelta(days=days))
    leader = agreement_tasks.tasks_for(scene.leader, TODAY)
    assert [(task.title, task.due) for task in leader] == [("Skriv status: Vores snart", TODAY + timedelta(days=5))]
    chef = agreement_tasks.tasks_for(scene.chef, TODAY)
    assert [task.title for task in chef] == ["Skriv status: Forvaltningens"]
    assert agreement_tasks.tasks_for(scene.board, TODAY) == []


def test_the_chef_gets_the_number_of_overdue_agreements_and_of_the_administrations() -> None:
    scene = held()
    minutes = factories.minutes(meeting=scene.meeting, state="approved")
    for owner in ("unit", "unit", "administration"):
        factories.agreement(minutes=minutes, owner=owner, due_on=TODAY - timedelta(days=5))
    task = agreement_tasks.tasks_for(scene.chef, TODAY)[0]
    assert (task.title, task.detail) == ("3 aftaler er over fristen", "1 af dem er forvaltningens egne")
    assert task.url == "/aftaler/?frist=over"


def test_the_number_of_queries_does_not_grow_with_the_units() -> None:
    scene = held()
    factories.membership(scene.chef, Role.CONSULTANT, area=scene.unit.area)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            my_tasks.tasks_for(scene.chef, TODAY)
            agreement_tasks.tasks_for(scene.chef, TODAY)
        return len(queries)

    submit(written())
    asked()
    few = asked()
    for _number in range(4):
        submit(written())
        held()
    assert asked() == few
