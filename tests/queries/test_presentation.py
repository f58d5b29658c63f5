"""The presentation, and its check of what may still be shown, take as many queries with 5 pieces of evidence as with
200."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.meetings.presentation.scene import Room

pytestmark = pytest.mark.django_db
MAX_STATEMENTS, MAX_STATEMENTS_STILL = 15, 9


def add(room, pieces):
    for number in range(pieces // 5):
        room.photos(count=2)
        factories.figures(meeting=room.meeting, shared=True, agenda_item=room.item)
        room.film()
        room.story(situation="Et ord. " * 100)
        room.bring("Observation", ("observation", {"focus": "Overgange", "text": "Vi så."}),
                   initiative=factories.initiative(f"Indsats {number} {pieces}"))  # fmt: skip
        factories.participant(room.meeting, person=factories.user())


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(queries), len(answer.content)


def test_the_number_of_queries_is_constant(client):
    room = Room()
    client.force_login(room.leader)
    add(room, 5)
    few, few_still = cost(client, room.url), cost(client, room.still_url)
    add(room, 195)
    many, many_still = cost(client, room.url), cost(client, room.still_url)
    assert many[1] > 20 * few[1] / 3, "the slides are really there"
    assert many[0] == few[0] <= MAX_STATEMENTS
    assert many_still[0] == few_still[0] <= MAX_STATEMENTS_STILL
