"""Goals and themes of the register: on agenda items, on evidence and figures, and as a filter of the search."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from meetings.evidence.models import Evidence
from meetings.meeting.agenda import agenda_of
from meetings.meeting.pages import MeetingPage
from meetings.search.update_entries import update_entries
from snippets.enums import GoalKind
from snippets.models import Goal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal():
    return Goal.objects.create(name="Alle elever skal blive så dygtige, de kan", kind=GoalKind.NATIONAL)


def test_an_agenda_item_shows_its_goals_to_the_meeting_and_the_template(client, goal):
    item = factories.agenda_item("Arbejdet med mål", goals=[str(goal.pk)])
    template = factories.template(agenda=[item])
    meeting = factories.meeting()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    client.force_login(leader)
    for page in (client.get(meeting.get_url()), client.get(template.get_url())):
        words = page.content.decode()
        assert goal.name in words and "nationalt mål" in words
    assert agenda_of(MeetingPage.objects.get(pk=meeting.pk))[0].read.goals[0].text == goal.name


def test_the_editor_chooses_a_goal_from_a_select(client, goal):
    template = factories.template(agenda=[factories.agenda_item("Arbejdet med mål", goals=[str(goal.pk)])])
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    page = client.get(reverse("wagtailadmin_pages:edit", args=[template.pk]))
    assert page.status_code == 200 and "dygtige, de kan" in page.content.decode()


@pytest.mark.parametrize("make", [factories.evidence, factories.figures])
def test_evidence_and_figures_show_their_goal_and_are_found_by_it(client, goal, make):
    meeting = factories.meeting()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    page, other = make(meeting=meeting, owner=leader), factories.evidence(meeting=meeting, owner=leader, title="Andet")
    Evidence.objects.filter(pk=page.pk).update(goal=goal, title="Med et mål")
    for one in (page, other):
        update_entries(Evidence.objects.get(pk=one.pk))
    client.force_login(leader)
    assert goal.name in client.get(page.get_url()).content.decode()
    hits = client.get(reverse("search"), {"maal": goal.pk}).content.decode()
    assert "Med et mål" in hits and "Andet" not in hits


@pytest.mark.parametrize("odd", ["x", "0", "9" * 30, "²", "-1"])
def test_an_invalid_goal_in_the_url_is_ignored(client, odd):
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert client.get(reverse("search"), {"maal": odd}).status_code == 200


def test_a_retired_goal_can_no_longer_be_chosen_but_stays_where_it_is(goal):
    from meetings.evidence.contribution.about_form import AboutForm

    Goal.objects.update(is_active=False)
    meeting = factories.meeting()
    page = factories.evidence(meeting=meeting)
    assert not AboutForm(evidence=page, suggestion="").has_goals
    page.goal = goal
    assert AboutForm(evidence=page, suggestion="").has_goals
