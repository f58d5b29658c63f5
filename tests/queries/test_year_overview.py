"""The number of queries is constant: of starting a year for each unit, of the overview for all units (12 and 200)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from meetings.overview.start_year import start_year
from meetings.overview.views.overview import PAGE_SIZE
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db
BOARD = 6
FIRST, REST = 12, 188


@pytest.fixture
def consultant(client):
    areas = [factories.make_area(kind) for kind in UnitKind]
    person = factories.user(role=Role.CONSULTANT, area=areas[0])
    factories.membership(person, Role.CONSULTANT, area=areas[1])
    client.force_login(person)
    return person


def test_the_number_of_queries_is_constant(client, consultant, today):
    template, editor = factories.template(), factories.user(role=Role.CENTRAL_EDITOR)
    costs = []
    for units in (FIRST, REST):
        for number in range(units):
            factories.make_unit(kind=UnitKind.SCHOOL if number % 2 else UnitKind.DAYCARE)
        with CaptureQueriesContext(connection) as starting:
            assert start_year(template=template, by=editor, today=today).created == units
        costs.append(len(starting) / units)
        client.get(reverse("year_overview"))  # what is remembered between requests
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("year_overview")).content
        assert page.count(b"<tr>") == 1 + min(PAGE_SIZE, sum((FIRST, REST)[: len(costs)]))
        assert len(queries) == BOARD
    assert costs[1] <= costs[0]
