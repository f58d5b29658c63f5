"""The page across the units asks as many statements for 250 units as for 12."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from tests import factories

pytestmark = pytest.mark.django_db
STATEMENTS = 14
FIRST, ALL = 12, 250


def test_the_number_of_statements_is_constant(client):
    area, initiative = factories.make_area(), factories.initiative()
    client.force_login(factories.user(role=Role.HEAD_OF_AREA, area=area))
    for units in (FIRST, ALL - FIRST):
        for _number in range(units):
            unit = factories.make_unit(area=area)
            factories.meeting(unit=unit, state=MeetingState.HELD)
        value = {"title": initiative.name, "initiative": initiative.pk, "version": 1, "results": "Det går."}
        brought = json.dumps([{"type": "strategic", "id": str(uuid.uuid4()), "value": value}])
        MeetingItem.objects.update(brought=brought)
        address = f"/paa-tvaers/?aar=2026/2027&indsats={initiative.pk}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        assert page.count("<p>Det går.</p>") == 2 * min(20, units)
        assert len(queries) == STATEMENTS
