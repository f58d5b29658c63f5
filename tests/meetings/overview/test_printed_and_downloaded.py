"""The overview of the year on paper and as a workbook: what the reader sees, and no more."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from accounts.user import Language, User
from meetings.meeting.enums import MeetingState
from meetings.overview.views import overview as overview_view
from tests import factories
from tests.marked_english import BEGIN, marked_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def chef(client):
    """The chef of the schools. A school whose name looks like a formula, another, and a daycare centre of others."""
    for title in ('=HYPERLINK("https://ond.example")', "Åskolen"):
        factories.meeting(unit=factories.make_unit(title), state=MeetingState.INVITED)
    factories.meeting(unit=factories.make_unit("Solsikken", kind="daycare"), state=MeetingState.INVITED)
    person = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area())
    client.force_login(person)
    return person


def workbook(client, **asked):
    answer = client.get(reverse("overview_workbook"), asked)
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]


def test_the_workbook_has_the_rows_of_the_page_in_its_order_and_no_formula(client, chef):
    head, *rows = workbook(client)
    assert head == ["Enhed", "Område", "Status", "Næste skridt", "Dato"]
    assert [row[0] for row in rows] == ['\'=HYPERLINK("https://ond.example")', "Åskolen"]
    assert rows[1][2:4] == ["Indkaldt", "Enheden samler data til mødet"]


def test_filters_hold_for_the_printed_and_downloaded_overview(client, chef):
    assert len(workbook(client, tilstand="planned")) == 3, "an unknown state filters nothing"
    assert len(workbook(client, tilstand="held")) == 1
    shown = client.get(reverse("overview_print"), {"tilstand": "held"}).content.decode()
    assert "Åskolen" not in shown and "Afholdt" in shown


def test_paper_has_all_rows_without_menu_and_pages(client, chef, monkeypatch):
    monkeypatch.setattr(overview_view, "PAGE_SIZE", 1)
    assert "Åskolen" not in client.get(reverse("year_overview")).content.decode()
    shown = client.get(reverse("overview_print")).content.decode()
    assert "Åskolen" in shown and "Solsikken" not in shown and "lr-header" not in shown


@pytest.mark.parametrize("route", ["overview_workbook", "overview_print"])
@pytest.mark.parametrize("role", list(Role))
def test_the_printed_overview_is_for_those_who_follow_an_area(client, role, route):
    client.force_login(factories.user(role=role))
    wanted = 200 if role in (Role.HEAD_OF_AREA, Role.CONSULTANT) else 404
    assert client.get(reverse(route)).status_code == wanted


def test_the_workbook_is_danish_for_whoever_reads_english(client, chef):
    User.objects.filter(pk=chef.pk).update(language=Language.ENGLISH)
    with marked_english():
        found = workbook(client)
    assert len(found) > 1 and not [cell for row in found for cell in row if BEGIN in str(cell)]
