"""Lists have pages, keep their filters in the address, and ask for the columns they show."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db


def columns(queries):
    """How many columns are selected by all statements together."""
    heads = (re.match(r"SELECT (?:DISTINCT )?(.*?) FROM ", one["sql"]) for one in queries)
    return sum(head[1].count(", ") + 1 for head in heads if head)


def cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries), columns(queries)


@pytest.fixture
def area():
    return factories.make_area(UnitKind.SCHOOL)


@pytest.fixture
def signed_in(client, area):
    def sign_in(role):
        person = factories.user(role=role) if role is Role.ADMINISTRATOR else factories.user(role=role, area=area)
        client.force_login(person)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("role", "address", "found"),
    [(Role.ADMINISTRATOR, "/enheder/", b"lr-person__name"), (Role.HEAD_OF_AREA, "/{area}/", b"<h2"),
     (Role.HEAD_OF_AREA, "/overblik/", b'<th scope="row">')],
)  # fmt: skip
def test_fifty_units_a_page(signed_in, area, role, address, found):
    for _number in range(53):
        factories.make_unit(area=area)
    client = signed_in(role)
    address = address.format(area=area.slug)
    assert client.get(address).content.count(found) - client.get(f"{address}?side=2").content.count(found) == 47


def test_pages_of_the_board_keep_the_filter(signed_in, area):
    for _number in range(53):
        factories.make_unit(area=area)
    text = signed_in(Role.HEAD_OF_AREA).get("/overblik/?tilstand=no_meeting").content.decode()
    assert "?tilstand=no_meeting&amp;side=2" in text


def test_the_years_of_a_unit_cost_the_same(client):
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    costs = []
    for years in (range(2015, 2017), range(2017, 2026)):
        for year in years:
            meeting = factories.meeting(unit=unit, school_year=f"{year}/{year + 1}", state=MeetingState.HELD)
            factories.minutes(meeting=meeting, state="approved")
        costs.append(cost(client, f"/{unit.area.slug}/{unit.slug}/"))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 10 and costs[0][1] <= 210


def test_a_list_of_agreements_asks_for_what_it_shows(client):
    unit = factories.make_unit()
    minutes = factories.minutes(meeting=factories.meeting(unit=unit, state=MeetingState.HELD), state="approved")
    for _number in range(3):
        factories.agreement(minutes=minutes)
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    statements, selected = cost(client, "/aftaler/")
    assert statements <= 5 and selected <= 98


@pytest.mark.parametrize(
    ("address", "most"), [("/oensker/", (6, 104)), ("/paa-tvaers/noter/", (9, 60)), ("/aaret/", (20, 200))]
)
def test_what_the_units_of_an_area_ask_for_costs_the_same(signed_in, area, address, most):
    client, costs = signed_in(Role.HEAD_OF_AREA), []
    for units in (12, 238):
        for _number in range(units):
            meeting = factories.meeting(unit=factories.make_unit(area=area), state=MeetingState.HELD)
            factories.wish(meeting, responsible=None)
        costs.append(cost(client, address))
    assert costs[0] == costs[1]
    assert costs[0][0] <= most[0] and costs[0][1] <= most[1], costs[0]
