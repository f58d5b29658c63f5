"""The screen shows the present item, and to each what they may do."""

import pytest
from django.urls import reverse

from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.support_requests.models import SupportRequest
from snippets.models import Initiative
from tests import factories
from tests.meetings.live.scene import convened, running

pytestmark = pytest.mark.django_db


def page(client, scene, person):
    client.force_login(person)
    return client.get(reverse("live_meeting", kwargs=scene.where))


def send_command(client, scene, command, version=None):
    data = {"command": command, "version": version or LiveMeeting.objects.get().version}
    return client.post(reverse("live_command", kwargs=scene.where), data)


def test_a_meeting_is_led_with_buttons_alone(client):
    scene = convened()
    assert "Begynd mødet" in page(client, scene, scene.leader).text
    assert client.post(reverse("live_begin", kwargs=scene.where)).status_code == 302
    text = page(client, scene, scene.leader).text
    assert "Velkommen" in text
    for command in ("pause", "resume", "more", f"go:{scene.blocks[2]}"):
        assert send_command(client, scene, command).status_code == 302
    assert "Vores indsatser" in page(client, scene, scene.leader).text
    assert send_command(client, scene, "end").status_code == 302
    assert MeetingPage.objects.get(pk=scene.meeting.pk).state == MeetingState.HELD
    assert "Mødet er slut" in page(client, scene, scene.leader).text


@pytest.mark.parametrize("command", ["", "dance", "go:", "go:x", "go:-1", "show:x", "show:99999999999999999999"])
def test_an_unknown_button_is_refused_in_words(client, command):
    scene = running()
    client.force_login(scene.leader)
    answer = send_command(client, scene, command)
    assert answer.status_code == 422


def test_an_old_page_is_told_that_somebody_was_first(client):
    scene = running()
    client.force_login(scene.leader)
    assert send_command(client, scene, "pause", version=7).status_code == 409


def test_those_who_follow_see_no_buttons_and_no_notes(client):
    scene = running()
    text = page(client, scene, scene.board).text
    assert "Velkommen" in text
    assert "Næste" not in text
    assert "Noter" not in text


def test_those_who_write_see_notes_but_lead_nothing(client):
    scene = running()
    text = page(client, scene, scene.consultant).text
    assert "Noter" in text
    assert "Næste" not in text
    assert send_command(client, scene, "pause").status_code == 404


def test_drafts_are_not_on_the_screen(client):
    scene = running()
    factories.evidence(meeting=scene.meeting, title="Kun en kladde")
    assert "Kun en kladde" not in page(client, scene, scene.leader).text


def test_a_meeting_that_is_not_convened_has_no_screen(client):
    scene = convened(state=MeetingState.PLANNED)
    assert page(client, scene, scene.leader).status_code == 404


@pytest.mark.parametrize(
    ("who", "writes"), [("leader", True), ("consultant", True), ("board", False), ("staff", False)]
)
def test_only_those_who_may_write_the_status_of_an_earlier_agreement_get_the_link(client, who, writes):
    scene = running()
    earlier = factories.meeting(unit=scene.meeting.unit, state=MeetingState.HELD, school_year="2025/2026")
    agreement = factories.agreement(minutes=factories.minutes(meeting=earlier), text="Flere voksne ude")
    text = page(client, scene, getattr(scene, who)).text
    assert "Flere voksne ude" in text
    assert (reverse("agreement_follow_up", args=[agreement.pk]) in text) == writes


def wish_url(scene):
    return reverse("live_wish", kwargs={**scene.where, "item": scene.blocks[0]})


def test_wishes_are_added_from_the_screen_to_the_draft_of_the_minutes(client):
    scene = running()
    reading = Initiative.objects.create(name="Læsning")
    assert wish_url(scene) in page(client, scene, scene.leader).text
    assert client.post(wish_url(scene), {"wish-0-text": " "}).status_code == 422
    for person, wish in ((scene.leader, "En læsevejleder"), (scene.consultant, "To dage mere")):
        client.force_login(person)
        sent = {"wish-0-text": wish, "wish-0-initiative": reading.pk}
        assert client.post(wish_url(scene), sent).status_code == 302
    text = page(client, scene, scene.leader).text
    assert "En læsevejleder" in text and "To dage mere" in text
    first = draft_content(MinutesPage.objects.get()).wishes[0]
    assert (first.section, first.initiative_name, first.origin) == (scene.blocks[0], "Læsning", "meeting")
    assert not SupportRequest.objects.exists(), "the administration gets them when the minutes are approved"


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_add_no_wishes(client, who):
    scene = running()
    assert wish_url(scene) not in page(client, scene, getattr(scene, who)).text
    assert client.post(wish_url(scene), {"wish-0-text": "Mere"}).status_code == 404
    assert not MinutesPage.objects.exists()


def test_evidence_is_added_from_the_screen_to_the_present_item(client):
    scene = running()
    address = f"{scene.meeting.url}bidrag/?punkt={scene.blocks[0]}"
    for who, adds in (("leader", True), ("staff", True), ("board", False), ("chef", False)):
        assert (address in page(client, scene, getattr(scene, who)).text) == adds
