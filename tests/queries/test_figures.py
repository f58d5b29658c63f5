"""Pages with figures take as many queries with a small table as with a large one, with few pieces as with many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from meetings.figures.models import Dataset
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.figures.tables import table

pytestmark = pytest.mark.django_db
#: The page of one piece of evidence with figures, for its leader: with why and until when it is held, who can see it,
#: what was objected to, and whether this reading is written down already.
MAX_STATEMENTS = 16


@pytest.fixture
def meeting():
    return factories.meeting(unit=factories.make_unit("Skovskolen"), state=MeetingState.PREPARING)


@pytest.fixture
def leader(client, meeting):
    person = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
    client.force_login(person)
    return person


def cost(client, url):
    client.get(url)  # what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
        assert response.status_code == 200
        assert response.content
    return len(queries)


def test_a_large_table_costs_no_more_queries_than_a_small_one(client, meeting, leader):
    page = factories.figures(meeting=meeting, shared=True, agenda_item=meeting.agenda[0].id)
    small = cost(client, page.get_url())
    large = table(["A", "B"], {f"Klasse {number}": [20, 30] for number in range(200)})
    Dataset.objects.update(table=large.as_json())
    assert cost(client, page.get_url()) == small <= MAX_STATEMENTS
    assert "Klasse 199" in client.get(page.get_url()).content.decode()


def test_more_figures_cost_the_meeting_page_no_more_queries(client, meeting, leader):
    def add(count):
        for _number in range(count):
            factories.figures(meeting=meeting, shared=True, agenda_item=meeting.agenda[0].id, message="Det siger de")

    add(2)
    few = cost(client, meeting.url)
    add(20)
    assert cost(client, meeting.url) == few
    assert client.get(meeting.url).content.decode().count("Det siger de") >= 22
