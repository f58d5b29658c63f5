"""A search takes as many queries with 5 hits as with 200."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db
MAX_STATEMENTS = 8


def add(scene, count):
    for number in range(count):
        meeting = MeetingPage.objects.get(pk=scene.meeting.pk)
        owner = scene.staff
        piece = factories.evidence(meeting=meeting, shared=True, title=f"Skov {number}", owner=owner)
        if number % 5 == 0:
            scene.with_photo(piece, alt_text="Skovbund")


def cost(client):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/soeg/", {"q": "skov", "slags": "practice_narrative"})
    return len(queries), answer.context["page_of_hits"].paginator.count


@pytest.mark.parametrize("role", ["leader", "chef"])
def test_the_number_of_queries_is_constant(client, role):
    scene = set_up(state=MeetingState.PREPARING)
    client.force_login(getattr(scene, role))
    add(scene, 5)
    client.get("/soeg/")
    few, five = cost(client)
    add(scene, 195)
    many, all_of_them = cost(client)
    assert (five, all_of_them) == (5, 200)
    assert many == few <= MAX_STATEMENTS
