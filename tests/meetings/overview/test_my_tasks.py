"""Tasks about the year as a whole, for the editor and for those who follow an area."""

from datetime import date

import pytest

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.overview.my_tasks import tasks_for
from meetings.overview.start_year import start_year
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)


def titles(user):
    return [task.title for task in tasks_for(user, TODAY)]


def test_a_published_template_gives_a_task_to_start_the_year():
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    factories.make_unit()
    template = factories.template("2026/2027")
    factories.template("2027/2028", published=False)
    factories.template("2020/2021")
    assert titles(editor) == ["Start året 2026/2027"]
    start_year(template=template, by=editor, today=TODAY)
    assert titles(editor) == []
    factories.make_unit()
    assert titles(editor) == ["1 enhed har ikke fået oprettet møde i 2026/2027"]


@pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_those_who_follow_an_area_see_who_has_not_convened(role):
    person = factories.user(role=role, area=factories.make_area())
    assert titles(person) == []
    factories.meeting()
    factories.meeting(state=MeetingState.INVITED)
    [task] = tasks_for(person, TODAY)
    assert task.title == "1 enhed har ikke indkaldt endnu"
    assert (task.url, task.count) == ("/overblik/?tilstand=not_convened&skoleaar=2026/2027", 1)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR}]
)
def test_others_have_no_such_tasks(role):
    meeting = factories.meeting()
    assert titles(factories.user(role=role, unit=meeting.unit)) == []
