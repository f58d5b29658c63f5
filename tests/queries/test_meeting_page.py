"""The meeting page takes as many queries with 3 pieces of evidence as with 30, with 5 people as with 25."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from meetings.evidence.enums import EvidenceKind
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from tests import factories
from tests.meetings.forum.pictures import image

pytestmark = pytest.mark.django_db
MAX_STATEMENTS = 25


@pytest.fixture
def meeting():
    unit = factories.make_unit("Skovskolen")
    last_year = factories.meeting(unit=unit, state=MeetingState.HELD, school_year="2025/2026")
    minutes = factories.minutes(meeting=last_year, state=MinutesState.APPROVED)
    for number in range(3):
        factories.agreement(minutes=minutes, text=f"Aftale {number}")
    return factories.meeting(unit=unit, state=MeetingState.PREPARING)


def add(meeting, pieces, people):
    """Photos under the first agenda item, each third still a draft."""
    for number in range(pieces):
        page = factories.evidence(
            meeting=MeetingPage.objects.get(pk=meeting.pk),
            kind=EvidenceKind.PHOTOS,
            shared=number % 3 > 0,
            agenda_item=meeting.agenda[0].id,
            owner=factories.user(),
            body=[],
        )
        photo = image(page, page.owner)
        page.body = json.dumps([{"type": "image", "id": str(uuid.uuid4()), "value": {"item": photo.pk, "caption": ""}}])
        page.save()
        factories.preparation_step(meeting, planned_on=timezone.localdate())
    for _number in range(people):
        factories.participant(meeting, person=factories.user())


def cost(client, meeting, person):
    client.force_login(person)
    page = client.get(meeting.url).content.decode()  # what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        assert client.get(meeting.url).status_code == 200
    return len(queries), page.count("<img")


@pytest.mark.parametrize(
    "role", [Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.BOARD_REPRESENTATIVE]
)
def test_the_number_of_queries_is_constant(client, meeting, role):
    person = factories.user(role=role, unit=meeting.unit)
    add(meeting, 3, 5)
    few, pictures = cost(client, meeting, person)
    add(meeting, 27, 20)
    many, all_pictures = cost(client, meeting, person)
    assert all_pictures == 10 * pictures > 0, "the pictures are really there"
    assert many == few <= MAX_STATEMENTS
