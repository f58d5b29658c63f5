"""Evidence is added at the meeting too, until its minutes are sent; what the meeting has seen stays as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.evidence.contribution.open_for_evidence import GatheringIsOver
from meetings.evidence.my_tasks import tasks_for
from meetings.evidence.permissions import is_open
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db
NOW = timezone.now()
AN_HOUR = timedelta(hours=1)
ADDED = "tilføjet på mødet"


@pytest.fixture
def scene():
    """A meeting that began two hours ago and is held since an hour, with nothing in its minutes yet."""
    scene = set_up(MeetingState.HELD)
    MeetingPage.objects.update(starts_at=NOW - 2 * AN_HOUR, held_at=NOW - AN_HOUR)
    scene.meeting.refresh_from_db()
    return scene


def share(scene, draft):
    return share_evidence(evidence=draft, expected_version=draft.version, by=scene.leader, today=timezone.localdate())


@pytest.mark.parametrize("minutes", [None, "draft"])
def test_what_is_shared_before_the_minutes_are_sent_is_marked_on_the_meetings_page(client, scene, minutes):
    if minutes:
        factories.minutes(meeting=scene.meeting, state=minutes)
    scene.shared(title="Vist på mødet", shared_at=NOW - 3 * AN_HOUR)
    client.force_login(scene.leader)
    before = client.get(scene.meeting.url).text
    assert "Vist på mødet" in before
    assert ADDED not in before
    share(scene, scene.draft(title="Tavlen fra mødet"))
    text = client.get(scene.meeting.url).text
    assert "Tavlen fra mødet" in text
    assert text.count(ADDED) == 1


def test_after_a_meeting_that_was_held_before_its_day_it_is_marked_too(client, scene):
    MeetingPage.objects.update(starts_at=NOW + 24 * AN_HOUR)
    client.force_login(scene.leader)
    share(scene, scene.draft())
    assert client.get(scene.meeting.url).text.count(ADDED) == 1


def test_what_is_added_can_change_and_be_taken_back_and_what_the_meeting_saw_cannot(scene):
    added = share(scene, scene.draft())
    assert is_open(added)
    assert not unshare_evidence(evidence=added, reason="Forkert billede", by=scene.leader).is_shared
    seen = scene.shared(shared_at=NOW - 3 * AN_HOUR)
    assert not is_open(seen)
    with pytest.raises(GatheringIsOver):
        unshare_evidence(evidence=seen, reason="Forkert billede", by=scene.leader)


def test_the_leader_is_reminded_of_what_is_handed_in_until_the_minutes_are_sent(scene):
    scene.draft(handed_in_at=NOW)
    assert len(tasks_for(scene.leader, timezone.localdate())) == 1
    factories.minutes(meeting=scene.meeting, state="submitted")
    assert tasks_for(scene.leader, timezone.localdate()) == []


@pytest.mark.parametrize("sent", [False, True])
def test_the_page_to_add_says_when_it_is_too_late(client, scene, sent):
    if sent:
        factories.minutes(meeting=scene.meeting, state="submitted")
    client.force_login(scene.leader)
    text = client.get(f"{scene.meeting.url}bidrag/").text
    assert ("Referatet er sendt" in text) == sent
    assert ("Eller noget andet" in text) != sent
