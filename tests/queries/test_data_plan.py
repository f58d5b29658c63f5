"""The data plan page takes as many queries with 3 lines and 3 pieces of evidence as with 30 of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db
MAX_STATEMENTS = 10


def add(meeting, count):
    for number in range(count):
        line = factories.plan_line(meeting, f"Data {number}", gatherer=factories.user())
        fresh = MeetingPage.objects.get(pk=meeting.pk)
        factories.evidence(
            meeting=fresh, shared=number % 2 == 0, slot=line, owner=line.gatherer, perspective="children"
        )


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return len(queries), len(answer.context["slots"])


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE])
def test_the_number_of_queries_is_constant(client, role):
    meeting = factories.meeting(state=MeetingState.PREPARING, starts_at=timezone.now())
    client.force_login(factories.user(role=role, unit=meeting.unit))
    url = reverse("data_plan", kwargs=meeting_url_kwargs(meeting))
    add(meeting, 3)
    few, three = cost(client, url)
    add(meeting, 27)
    many, thirty = cost(client, url)
    assert (three, thirty) == (3, 30)
    assert many == few <= MAX_STATEMENTS
