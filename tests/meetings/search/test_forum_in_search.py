"""Forum days and what units have tried are found by whoever may see them, as they are now."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from meetings.forum.days.cancel_forum_day import cancel_forum_day
from meetings.forum.days.change_forum_day import change_forum_day
from meetings.forum.days.day_data import DayData
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.set_programme import PointData, set_programme
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.remove_trial import remove_trial
from meetings.forum.trials.save_trial import save_trial
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.meetings.search.looking import titles

pytestmark = pytest.mark.django_db


def fresh():
    return ForumDayPage.objects.get()


def test_a_day_is_found_with_its_free_points_by_whoever_sees_it(client) -> None:
    guest, other = factories.user(role=Role.DEPARTMENT_LEADER), factories.user(role=Role.DEPARTMENT_LEADER)
    leader, planner = factories.user(role=Role.AGREEMENT_HOLDER), factories.user(role=Role.CONSULTANT)
    shown = factories.example(title="Kaprifolie", state=ExampleState.CLEARED)
    day = forum_day(state="planned", title="Dag", people=[guest], planned_by=planner)
    points = [PointData(title="Samtale", text="om anemoner"), PointData(example_id=shown.pk)]
    set_programme(day=day, points=points, expected_version=1, by=planner)

    def finders(words):
        return {who for who in (guest, other, leader, planner) if "Dag" in titles(client, who, words)}

    assert finders("anemoner") == {planner}
    invite_to_forum_day(day=fresh(), expected_version=None, by=planner, now=timezone.now())
    assert finders("anemoner") == {guest, leader, planner} and finders("kaprifolie") == set()
    now = fresh()
    data = DayData("Dag", now.starts_at, "Botanisk Have", "Om tulipaner")
    change_forum_day(day=now, data=data, expected_version=now.version, by=planner, now=timezone.now())
    assert finders("tulipaner") == {guest, leader, planner}
    cancel_forum_day(day=fresh(), reason="Sne", expected_version=fresh().version, by=planner)
    assert finders("tulipaner") == finders("anemoner") == set()


def test_a_trial_is_found_in_the_lederforum_while_its_example_is_shown(client) -> None:
    leader, reader = factories.user(role=Role.AGREEMENT_HOLDER), factories.user(role=Role.FORUM_MEMBER)
    guest, unit = factories.user(role=Role.DEPARTMENT_LEADER), leader.memberships.get().unit
    shown = factories.example(state=ExampleState.CLEARED)
    forum_day(examples=[shown], people=[guest])
    trial = save_trial(example=shown, unit=unit, text="Fredagslæsning", outcome="", expected_version=None, by=leader)
    save_trial(
        example=shown,
        unit=unit,
        text="Fredagslæsning",
        outcome="Begejstring",
        expected_version=trial.version,
        by=leader,
    )
    assert titles(client, reader, "begejstring") == titles(client, leader, "begejstring") == ["Fredagslæsning"]
    assert client.get("/soeg/", {"q": "begejstring"}).context["hits"][0].url == f"{shown.url}#proevet"
    assert titles(client, guest, "begejstring") == []
    ExamplePage.objects.update(state=ExampleState.TAKEN_DOWN)
    assert titles(client, reader, "begejstring") == titles(client, leader, "begejstring") == []
    ExamplePage.objects.update(state=ExampleState.CLEARED)
    remove_trial(trial=trial, by=leader)
    assert titles(client, reader, "begejstring") == []
