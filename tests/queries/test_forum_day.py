"""A forum day and its run ask as many statements with 12 examples as with 3."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from meetings.forum.days.set_programme import PointData, set_programme
from meetings.forum.days.shared_notes import shared_notes
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.meetings.forum.pictures import cleared_example
from tests.meetings.insights import scene as notes

pytestmark = pytest.mark.django_db
MAX_STATEMENTS = {"page": 8, "show": 9, "still": 9}


def test_the_number_of_statements_is_constant(client):
    scene, _note = notes.published()
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    asked = []
    for count in (3, 12):
        day = forum_day(people=[leader], planned_by=scene.consultant)
        points = [
            PointData(example_id=cleared_example(factories.user(role=Role.AGREEMENT_HOLDER)).pk) for _n in range(count)
        ]
        points += [PointData(note_id=pk) for pk in shared_notes(scene.consultant)]
        set_programme(day=day, points=points, expected_version=1, by=scene.consultant)
        client.force_login(leader)
        cost = {}
        for name in MAX_STATEMENTS:
            address = day.get_url() if name == "page" else reverse(f"forum_day_{name}", args=[day.slug])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                text = client.get(address).content.decode()
            cost[name] = len(queries)
            assert name != "show" or text.count("Et tårn af klodser") >= count
        asked.append(cost)
    assert asked == [MAX_STATEMENTS, MAX_STATEMENTS]
