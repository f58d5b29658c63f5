"""What there is much of after many years costs nothing: lists have pages, and plans find what is open by an index."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement
from meetings.forum.pages import ExamplePage
from meetings.minutes.pages import MinutesPage
from meetings.units.rows_of_unit import PAGE_SIZE as UNIT_PAGE_SIZE
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes():
    return factories.minutes(state="approved")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads a plan of SQLite")
@pytest.mark.parametrize(
    ("rows", "index"),
    [(lambda: Agreement.objects.open().filter(due_on__lt=timezone.localdate()), "agreement_open_by_date"),
     (lambda: MinutesPage.objects.filter(state="submitted").order_by("submitted_at"), "minutes_by_state"),
     (lambda: ExamplePage.objects.filter(state="cleared").order_by("-cleared_at")[:12], "example_newest_cleared")],
)  # fmt: skip
def test_what_is_open_is_found_by_an_index(rows, index):
    plan = rows().explain()
    assert index in plan and "TEMP B-TREE" not in plan


def test_open_agreements_are_those_of_an_open_status(minutes):
    for status in AgreementStatus.values:
        factories.agreement(minutes=minutes, status=status)
    found = set(Agreement.objects.open().values_list("status", flat=True))
    assert found == {"not_started", "in_progress", "carried_over"}


def test_a_page_of_a_units_agreements_shows_the_open_ones_first(client, minutes):
    for number in range(UNIT_PAGE_SIZE + 1):
        factories.agreement(minutes=minutes, status="fulfilled", text=f"Lukket {number}.")
    for number in range(2):
        factories.agreement(minutes=minutes, text=f"Åben {number}.")
    unit = minutes.unit
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    address = f"/{unit.area.slug}/{unit.slug}/aftaler/"
    pages = [client.get(f"{address}?side={number}").content.decode() for number in (1, 2)]
    assert [(page.count("Åben "), page.count("Lukket ")) for page in pages] == [(2, UNIT_PAGE_SIZE - 2), (0, 3)]
    assert "Ingen åbne aftaler" not in pages[1]


def test_what_is_deleted_later_is_not_read(client):
    scene_unit = factories.make_unit()
    meeting = factories.meeting(unit=scene_unit, state="preparing")
    soon = timezone.localdate() + timedelta(days=3)
    factories.evidence(meeting=meeting, shared=True, title="Snart", delete_after=soon)
    factories.evidence(meeting=meeting, shared=True, title="Senere")
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=scene_unit))
    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        page = client.get(f"/{scene_unit.area.slug}/{scene_unit.slug}/slettes-snart/").content.decode()
    assert "Snart" in page and "Senere" not in page
    (of_pieces,) = (sql for sql, _params in seen if sql.startswith('SELECT "meetings_evidence"."id"'))
    assert '"delete_after" <= ' in of_pieces
