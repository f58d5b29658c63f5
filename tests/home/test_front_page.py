"""The front page: an introduction for visitors, the user's tasks for everybody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from foundation.text.danish_formats import format_date
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from tests import factories

pytestmark = pytest.mark.django_db


def front(client: Client, person: object) -> str:
    client.force_login(person)  # type: ignore[arg-type]
    return client.get("/").content.decode()


def test_visitors_get_an_introduction_and_a_sign_in_link(client: Client) -> None:
    factories.home()
    words = client.get("/").content.decode()
    assert "Et læringsrum om kvalitet" in words and "/konto/login/" in words


def test_a_person_without_a_role_is_told_whom_to_ask(client: Client) -> None:
    factories.home()
    assert "Du har ingen rolle endnu." in front(client, factories.user())


def test_the_agreement_holder_is_asked_to_convene(client: Client) -> None:
    meeting = factories.meeting(state=MeetingState.PLANNED, school_year=factories.present_school_year())
    words = front(client, factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit))
    assert "indkald/" in words and "Dit næste skridt" in words


def test_staff_can_add_evidence_in_one_tap(client: Client) -> None:
    meeting = factories.meeting(state=MeetingState.INVITED)
    words = front(client, factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit))
    assert "Tilføj billede, film eller fortælling" in words and "/bidrag/" in words


def test_other_roles_are_not_asked_to_add_evidence(client: Client) -> None:
    meeting = factories.meeting(state=MeetingState.INVITED)
    for person in (
        factories.user(role=Role.BOARD_REPRESENTATIVE, unit=meeting.unit),
        factories.user(role=Role.HEAD_OF_AREA, area=meeting.unit.area),
        factories.user(role=Role.CENTRAL_EDITOR),
    ):
        assert "/bidrag/" not in front(client, person)


def test_the_chef_is_asked_to_approve_in_the_own_area_only(client: Client) -> None:
    minutes = factories.minutes(state=MinutesState.SUBMITTED)
    assert "referat/afgoer/" in front(client, factories.user(role=Role.HEAD_OF_AREA, area=minutes.unit.area)) or (
        "referater/til-godkendelse/" in front(client, factories.user(role=Role.HEAD_OF_AREA, area=minutes.unit.area))
    )
    daycare = factories.make_area("daycare")
    words = front(client, factories.user(role=Role.HEAD_OF_AREA, area=daycare))
    assert "afgoer" not in words and "Godkend referatet" not in words


def test_news_of_the_lederforum_are_for_leaders(client: Client) -> None:
    factories.example(state=ExampleState.CLEARED, title="Makkere om fredagen")
    assert "Makkere om fredagen" in front(client, factories.user(role=Role.LEADERSHIP_TEAM))
    assert "Makkere om fredagen" not in front(client, factories.user(role=Role.STAFF_REPRESENTATIVE))


@pytest.mark.parametrize("role", list(Role))
def test_the_number_of_queries_does_not_grow_with_content(client: Client, role: Role) -> None:
    unit = factories.make_unit()
    reach = {"unit": unit} if role in (
        Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE
    ) else {"area": unit.area} if role in (Role.HEAD_OF_AREA, Role.CONSULTANT) else {}  # fmt: skip
    client.force_login(factories.user(role=role, **reach))
    mine = factories.meeting(unit=unit, state=MeetingState.HELD)
    minutes = factories.minutes(meeting=mine, state=MinutesState.APPROVED)
    counts = []
    for _round in range(2):
        for _one in range(3):
            factories.agreement(minutes=minutes)
            factories.evidence(meeting=mine, shared=True)
            factories.example(state=ExampleState.CLEARED, unit=unit)
            factories.meeting(unit=factories.make_unit(), state=MeetingState.INVITED)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def next_step(client: Client, person: object) -> dict[str, str]:
    client.force_login(person)  # type: ignore[arg-type]
    return client.get("/").context["next_task"]


def test_a_blocking_task_comes_before_an_overdue_agreement(client: Client) -> None:
    past = factories.meeting(state=MeetingState.HELD, school_year="2024/2025")
    minutes = factories.minutes(meeting=past, state=MinutesState.APPROVED)
    factories.agreement(minutes=minutes, due_on=timezone.localdate() - timedelta(days=200))
    factories.meeting(unit=past.unit, state=MeetingState.PLANNED, school_year=factories.present_school_year())
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=past.unit)
    assert next_step(client, leader)["what"] == "Indkald til dialogmødet"
    assert "Skriv status" in client.get("/").context["tasks"][0]["what"]


def test_minutes_to_approve_come_first_and_say_since_when(client: Client) -> None:
    waiting = factories.minutes(state=MinutesState.SUBMITTED)
    soon = factories.meeting(unit=factories.make_unit(), state=MeetingState.INVITED, on=timezone.localdate())
    MeetingPage.objects.filter(pk=soon.pk).update(starts_at=timezone.now() + timedelta(days=2))
    chef = factories.user(role=Role.HEAD_OF_AREA, area=waiting.unit.area)
    first = next_step(client, chef)
    assert first["what"] == "Godkend referatet"
    assert first["context"].endswith(f"sendt {format_date(waiting.submitted_at)}")
    assert any("Læs dagsordenen" in task["what"] for task in client.get("/").context["tasks"])


def test_everybody_sees_the_own_roles(client: Client) -> None:
    unit = factories.make_unit(title="Skovskolen")
    words = front(client, factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    assert "<li>Aftaleholder, Skovskolen</li>" in words
    assert "<li>Redaktør</li>" in front(client, factories.user(role=Role.CENTRAL_EDITOR))


def test_minutes_that_were_sent_back_come_before_everything_else(client: Client) -> None:
    returned = factories.minutes(state=MinutesState.DRAFT, return_reason="Skriv navne.")
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=returned.unit)
    factories.meeting(unit=returned.unit, state=MeetingState.PLANNED, school_year="2027/2028")
    words = front(client, leader)
    assert words.index("Ret referatet: det er sendt retur") < words.index("/indkald/")
