"""Tasks of a central editor about templates."""

from datetime import date

import pytest

from accounts.roles import Role
from meetings.template.my_tasks import tasks_for
from tests import factories

pytestmark = pytest.mark.django_db
OCTOBER, APRIL = date(2026, 10, 1), date(2027, 4, 1)


def titles(today, role=Role.CENTRAL_EDITOR):
    return [task.title for task in tasks_for(factories.user(role=role), today)]


def test_a_year_without_a_template_is_a_task():
    assert titles(OCTOBER) == ["Der er ingen skabelon for 2026/2027 endnu"]


def test_from_april_the_next_year_counts():
    factories.template("2026/2027")
    assert titles(OCTOBER) == []
    assert titles(APRIL) == ["Der er ingen skabelon for 2027/2028 endnu"]


def test_a_draft_is_a_task_with_what_it_lacks():
    factories.template("2026/2027", published=False, agenda=[])
    [task] = tasks_for(factories.user(role=Role.CENTRAL_EDITOR), OCTOBER)
    assert task.title == "Skabelonen for 2026/2027 er en kladde"
    assert "Tilføj mindst ét dagsordenspunkt" in task.detail


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CENTRAL_EDITOR])
def test_other_roles_have_no_tasks(role):
    assert titles(OCTOBER, role) == []
