"""Pages are found by their address and shown to those who may see them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.meeting.enums import MeetingState
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db


def test_two_queries_whatever_the_depth(client: Client) -> None:
    scene = set_up(MeetingState.HELD)
    client.force_login(scene.leader)
    unit = f"/{scene.unit.area.slug}/{scene.unit.slug}/"
    for address in (unit, f"{unit}{scene.meeting.slug}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        way = [one["sql"] for one in queries if "url_path" in one["sql"].partition("WHERE")[2]]
        assert len(way) == 1
        assert "accounts_session" in queries[0]["sql"], "who asks and in which language, then where, then the page"
        assert queries[1]["sql"] == way[0]
        assert not [one for one in queries if "wagtailcore_pageviewrestriction" in one["sql"]]


@pytest.mark.parametrize("path", ["skoler/", "skoler/skovskolen/1999/", "skoler/skovskolen/%", "skoler/skovskole_/"])
def test_others_and_unknown_addresses_get_404(client: Client, path: str) -> None:
    scene = set_up(MeetingState.HELD)
    client.force_login(scene.leader)
    assert client.get(f"/{path}" if path != "skoler/" else "/nowhere/").status_code == 404
    client.force_login(scene.stranger)
    unit = f"/{scene.unit.area.slug}/{scene.unit.slug}/"
    assert client.get(unit).status_code == client.get(f"{unit}{scene.meeting.slug}/").status_code == 404
    client.logout()
    assert client.get(unit).status_code == 404


def test_an_index_leads_to_an_address() -> None:
    if connection.vendor == "sqlite":
        plan = "EXPLAIN QUERY PLAN SELECT id FROM wagtailcore_page WHERE url_path = '/forside/'"
        with connection.cursor() as cursor:
            cursor.execute(plan)
            assert any("foundation_page_url_path" in str(row) for row in cursor.fetchall())
    else:
        assert "foundation_page_url_path" in _indexes()


def _indexes() -> Any:
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "wagtailcore_page")
