"""Pages that follow a running meeting ask for its state with one query, and learn nothing they may not see."""

import re
import runpy

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import SCOPE, Right, Role, Scope, roles_with
from meetings.live.go_to_item import go_to_item
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from tests import factories
from tests.meetings.live.scene import at, convened, running

pytestmark = pytest.mark.django_db


def asked(scene, person, **headers):
    client = Client()
    client.force_login(person)
    return client.get(reverse("live_state", kwargs=scene.where), headers=headers)


def test_the_state_takes_one_query(django_assert_num_queries):
    scene = running()
    client = Client()
    client.force_login(scene.staff)
    url = reverse("live_state", kwargs=scene.where)
    client.get(url)
    with django_assert_num_queries(1):
        answer = client.get(url)
    state = answer.json()
    assert (state["item"], state["runs"], state["over"]) == (scene.blocks[0], True, False)
    assert abs(state["used"] - (timezone.now() - at(9)).total_seconds()) < 5 or state["used"] == 0
    with django_assert_num_queries(1):
        assert client.get(url, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_press_of_the_leader_changes_the_tag():
    scene = running()
    before = asked(scene, scene.staff)["ETag"]
    go_to_item(meeting=scene.meeting, block_id=scene.blocks[2], expected_version=None, by=scene.leader, now=at(9, 5))
    after = asked(scene, scene.staff, **{"If-None-Match": before})
    assert (after.status_code, after.json()["item"]) == (200, scene.blocks[2])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", MeetingState)
def test_those_who_see_the_meeting_may_follow_it_and_nobody_else(role, state):
    """The rule in Python agrees with the filter that every other page uses."""
    scene = running()
    MeetingPage.objects.filter(pk=scene.meeting.pk).update(state=state)
    unit, other = scene.meeting.unit, factories.make_unit("Bakkeskolen")
    meeting = MeetingPage.objects.get(pk=scene.meeting.pk)
    is_convened = state in (MeetingState.INVITED, MeetingState.PREPARING, MeetingState.HELD)
    own, foreign = _member(role, unit), _member(role, other)
    for person in (own, foreign):
        found = 200 if is_convened else 204
        assert asked(scene, person).status_code == (found if access.may_see(person, meeting) else 404)
    if role in roles_with(Right.SEE_MEETING):
        assert access.may_see(own, meeting) == (is_convened or role in roles_with(Right.SEE_PLANNED_MEETING))
    else:
        assert not access.may_see(own, meeting)


def _member(role, unit):
    scope = SCOPE[role]
    place = {"unit": unit} if scope == Scope.UNIT else {"area": unit.area} if scope == Scope.AREA else {}
    return factories.user(role=role, **place)


def test_nothing_is_told_before_the_meeting_begins():
    scene = convened()
    answer = asked(scene, scene.leader)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_meeting_that_does_not_exist_is_not_found():
    scene = running()
    client = Client()
    client.force_login(scene.leader)
    url = reverse("live_state", kwargs={**scene.where, "year": 1999})
    assert client.get(url).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client):
    scene = running()
    answer = client.get(reverse("live_state", kwargs=scene.where))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_an_ended_session_follows_nothing():
    scene = running()
    client = Client()
    client.force_login(scene.staff)
    scene.staff.sessions.all().delete()
    assert client.get(reverse("live_state", kwargs=scene.where)).status_code == 404


def test_the_address_answers_no_posts():
    scene = running()
    client = Client()
    client.force_login(scene.staff)
    assert client.post(reverse("live_state", kwargs=scene.where)).status_code == 405


def test_the_server_keeps_the_connection_of_a_follower_between_two_questions():
    script = (settings.SITE_DIR / "static/meetings/live/follow.js").read_text()
    waits = [int(number) for number in re.findall(r"const [A-Z]+ = (\d+);", script)]
    assert len(waits) == 4
    assert runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["keepalive"] * 1000 > max(waits)
