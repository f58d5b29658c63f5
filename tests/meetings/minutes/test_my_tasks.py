"""What minutes and agreements put on the front page, per role."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from meetings.agreements import my_tasks as agreement_tasks
from meetings.minutes import my_tasks
from meetings.minutes.approval.return_minutes import return_minutes
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
def test_the_writer_is_told_what_comes_next(make: object, title: str) -> None:
    scene = make()  # type: ignore[operator]
    task = my_tasks.tasks_for(scene.leader, TODAY)[0]
    assert task.title == title
    assert task.detail == "Skovskolen"
    assert task.url.startswith(scene.address())


def test_what_was_sent_back_comes_with_its_reason() -> None:
    scene = submitted()
    waiting = scene.minutes.submissions.get()
    return_minutes(
        minutes=scene.minutes, version=waiting.version, reason="Skriv navnene ud.", by=scene.chef, today=TODAY
    )
    task = my_tasks.tasks_for(scene.leader, TODAY)[0]
    assert task.title == "Ret referatet: det er sendt retur"
    assert "Skriv navnene ud." in task.detail


def test_while_it_waits_and_when_it_is_approved_the_writer_has_nothing_to_do() -> None:
    assert titles(submitted(), "leader") == []
    assert titles(approved(scene=begun(title="Bakkeskolen")), "leader") == []


def test_leadership_that_may_not_submit_is_not_asked_to() -> None:
    assert titles(written(), "team") == ["Gør referatet færdigt"]


def test_the_consultant_gets_a_number_and_what_was_sent_back_to_him() -> None:
    scene = held()
    assert titles(scene, "consultant") == ["1 møde mangler sit referat"]


def test_the_chef_goes_straight_to_one_and_to_the_list_of_several() -> None:
    scene = submitted()
    task = my_tasks.tasks_for(scene.chef, TODAY)[0]
    assert (task.title, task.url, task.count) == ("Godkend referatet", scene.address("afgoer"), 1)
    other = written()
    submit(other)
    task = my_tasks.tasks_for(scene.chef, TODAY)[0]
    assert (task.title, task.url, task.count) == (
        "2 referater venter på din godkendelse",
        "/referater/til-godkendelse/",
        2,
    )


def test_others_have_nothing_to_do_with_minutes() -> None:
    scene = submitted()
    for who in ("staff", "board"):
        assert titles(scene, who) == []
    assert my_tasks.tasks_for(factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare")), TODAY) == []
    assert my_tasks.tasks_for(factories.user(role=Role.ADMINISTRATOR), TODAY) == []


def test_leaders_meet_the_units_nearest_dates_and_the_chef_the_administrations() -> None:
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


def test_the_chef_is_told_how_many_are_past_their_date_and_how_many_are_ours() -> None:
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
