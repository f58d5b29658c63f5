"""What the presentation shows, and what it leaves out."""

import json
import uuid

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from accounts.roles import Role
from media.enums import MediaState
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.objections.register_objection import register_objection
from meetings.meeting.enums import Attendance, MeetingState
from meetings.presentation.confidentiality import all_may_see_confidential
from snippets.enums import DatasetKind
from tests import factories
from tests.meetings.forum.pictures import YESTERDAY, image
from tests.meetings.presentation.scene import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


def shown(client, room, person=None):
    client.force_login(person or room.leader)
    answer = client.get(room.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def slides(page):
    return [" ".join(one.get_text(" ").split()) for one in page.select(".lr-show__slide .lr-presentation__slide")]


def left_out(page):
    return [one.get_text(strip=True) for one in page.select("#start li")]


def test_slides_follow_the_agenda_to_the_closing_questions(client, room):
    room.photos("Tårnet")
    page = shown(client, room)
    words = slides(page)
    assert room.unit.title in words[1] and "1. Status på læring og trivsel" in words[1]
    assert "Punkt 1" in words[2]
    assert "Tårnet" in words[3]
    assert "Hvad tager vi med os?" in words[-1]
    assert [one["id"] for one in page.select(".lr-show__slide")][:3] == ["start", "side-1", "side-2"]


def test_every_navigation_link_leads_to_a_slide_or_to_the_meeting(client, room):
    room.photos(count=5)
    page = shown(client, room)
    for link in page.select("a[data-go]"):
        target = link["href"]
        assert page.select_one(target) if target.startswith("#") else target.endswith("/2026/")


def test_a_slide_has_two_photos_or_one_film_or_one_text(client, room):
    room.photos("Tårnet", count=3)
    room.film("Broen")
    room.story("Makkerne", situation="Vi byggede.", learning="Vi lærte.")
    page = shown(client, room)
    assert [len(one.select("img.lr-figure__picture")) for one in page.select(".lr-show__photos")] == [2, 1]
    assert len(page.select(".lr-show__films video")) == 1
    assert "Vi byggede." in page.select_one(".lr-show__words").get_text()


def test_contributions_without_agenda_item_come_last(client, room):
    room.bring("Uden punkt", ("text", "Et ord til sidst."), agenda_item=None)
    words = slides(shown(client, room))
    assert "Også med til mødet" in words[-3] and "Et ord til sidst." in words[-2]


def test_left_out_drafts_and_withdrawn_items_are_counted(client, room):
    room.photos("Fremme")
    room.bring("Hemmelig kladde", ("text", "Kladdens ord"), shared=False)
    hidden = room.bring("Trukket", ("text", "Trukne ord"))
    said = ObjectionDetails("objection", "parent")
    register_objection(evidence=hidden, key=None, details=said, by=room.leader, today=timezone.localdate())
    room.photos("Et er trukket", withdrawn_at=timezone.now())
    room.photos("Et er gammelt", delete_after=YESTERDAY)
    unfinished = room.photos("Et er ikke klar").items[0]
    MediaItem.objects.filter(pk=unfinished.pk).update(state=MediaState.PROCESSING)
    page = shown(client, room)
    assert left_out(page) == [
        "1 bidrag: Det er skjult.",
        "1 fil: Den er skjult.",
        "1 fil: Slettefristen er nået.",
        "1 fil: Den bliver stadig gjort klar.",
        "1 kladde: Den er ikke delt med mødet.",
    ]
    text = page.get_text()
    assert not [words for words in ("Hemmelig", "Kladdens", "Trukket", "Trukne") if words in text]
    assert len(page.select("img.lr-figure__picture")) == 1


def test_the_presentation_does_not_name_what_is_left_out(client, room):
    room.bring("Hemmelig titel", ("text", "x"), shared=False)
    assert "Hemmelig" not in shown(client, room).get_text()


def test_drafts_are_not_counted_for_those_who_may_not_see_them(client, room):
    room.bring("Kladde", ("text", "x"), shared=False)
    board = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=room.unit)
    page = shown(client, room, board)
    assert left_out(page) == []
    assert "Der er ikke udeladt noget" in page.get_text()


def test_only_those_who_see_the_meeting_may_present_it(client, room):
    stranger = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit("Bakkeskolen"))
    for url in (room.url, room.still_url):
        assert client.get(url).status_code == 302
    client.force_login(stranger)
    for url in (room.url, room.still_url):
        assert client.get(url).status_code == 404


def test_the_meeting_links_to_the_presentation(client, room):
    client.force_login(room.leader)
    page = client.get(room.url.removesuffix("moede/vis/")).content.decode()
    assert room.url in page and "Vis på storskærm" in page
    room.meeting.state = MeetingState.CANCELLED
    room.meeting.save()
    assert room.url not in client.get(room.url.removesuffix("moede/vis/")).content.decode()


def test_figures_are_shown_as_a_chart_with_a_label_for_suppressed_ones(client, room):
    factories.figures(meeting=room.meeting, shared=True, agenda_item=room.item, message="Flere svarer")
    page = shown(client, room)
    (slide,) = page.select(".lr-show__figures")
    assert slide.select("svg[role=img]") and "Flere svarer" in slide.get_text() and "Ikke vist" in slide.get_text()


def test_confidential_figures_are_shown_only_when_all_participants_may_see_them(client, room):
    tests = factories.figures(
        meeting=room.meeting, shared=True, agenda_item=room.item, kind=DatasetKind.TEST, title="Læsetesten",
    )  # fmt: skip
    factories.participant(room.meeting, person=room.leader)
    assert "Læsetesten" in shown(client, room).get_text()
    assert f"e{tests.pk}" in client.get(room.still_url).json()["shown"]

    factories.participant(room.meeting, name="Gæst", email="gaest@example.dk")
    page = shown(client, room)
    assert left_out(page) == ["1 bidrag med fortrolige tal: Ikke alle, der deltager, må se det."]
    assert "Læsetesten" not in page.decode() and "21" not in " ".join(slides(page)[3:])
    assert f"e{tests.pk}" not in client.get(room.still_url).json()["shown"]


class TestParticipantsAndConfidentialFigures:
    def may(self, room):
        return all_may_see_confidential(room.meeting, today=timezone.localdate())

    def test_people_with_a_role_here_may_see_confidential_figures(self, room):
        factories.participant(room.meeting, person=room.leader)
        factories.participant(room.meeting, person=factories.user(role=Role.BOARD_REPRESENTATIVE, unit=room.unit))
        factories.participant(room.meeting, person=factories.user(role=Role.HEAD_OF_AREA, area=room.unit.area))
        assert self.may(room)

    def test_a_guest_without_an_account_may_not(self, room):
        factories.participant(room.meeting, person=room.leader)
        guest = factories.participant(room.meeting, name="Gæst", email="gaest@example.dk")
        assert not self.may(room)
        guest.attendance = Attendance.ABSENT
        guest.save()
        assert self.may(room)

    def test_another_units_board_member_may_not(self, room):
        other = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=factories.make_unit("Bakkeskolen"))
        factories.participant(room.meeting, person=other)
        assert not self.may(room)

    def test_somebody_whose_role_has_ended_or_account_is_closed_may_not(self, room):
        former = factories.user()
        factories.membership(former, Role.STAFF_REPRESENTATIVE, unit=room.unit, ended_on=YESTERDAY)
        one = factories.participant(room.meeting, person=former)
        assert not self.may(room)
        one.delete()
        closed = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=room.unit, is_active=False)
        factories.participant(room.meeting, person=closed)
        assert not self.may(room)


def test_a_story_is_shown_in_the_order_of_its_writer(client, room):
    page = room.bring("Vandhullet", kind="story")
    photo = image(page, room.leader)
    blocks = [("text", "Vi **gik** ud."), ("image", {"item": photo.pk, "caption": ""}),
              ("quote", {"words": "Den har ben!", "who": "et barn"}), ("text", "- en frø\n- en tudse")]  # fmt: skip
    page.body = json.dumps([{"type": kind, "id": str(uuid.uuid4()), "value": value} for kind, value in blocks])
    page.save()
    shown_slides = shown(client, room).select(".lr-show__slide:has(.lr-show__block)")
    parts = [
        [element.name for element in one.select(".lr-show__block :is(b, img, blockquote, li)")] for one in shown_slides
    ]
    assert parts == [["b"], ["img"], ["blockquote"], ["li", "li"]]
