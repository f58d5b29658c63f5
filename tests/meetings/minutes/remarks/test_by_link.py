"""Participants without an account read by their own link and a code that is mailed to them, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from foundation.audit import AuditEvent
from foundation.municipality import Municipality
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.add_addendum import add_addendum
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.codes import MAX_TRIES
from meetings.minutes.remarks.links import make_draft_link
from meetings.minutes.remarks.models import MinutesLink, Remark
from tests import factories
from tests.meetings.minutes import scene as minutes_scene
from tests.meetings.minutes.remarks.scene import (
    PARENT,
    Round,
    code_in_mail,
    link_in_mail,
    opened,
    running,
    written_with_parent,
)
from tests.meetings.minutes.scene import TODAY
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
TEXT = "Vi talte om"


@pytest.fixture(autouse=True)
def _no_codes_before() -> None:
    cache.clear()


@pytest.fixture
def round(db: None) -> Round:
    return running()


@pytest.fixture
def link(round: Round) -> str:
    return link_in_mail()


def codes_sent() -> int:
    return sum("er din kode" in mail.subject for mail in queued_mails())


class TestTheCode:
    @pytest.mark.parametrize("ask", ["get", "head"])
    def test_opening_the_link_sends_nothing_and_shows_no_text(self, link, client, ask):
        answer = getattr(client, ask)(link)
        assert answer.status_code == 200 and TEXT not in answer.content.decode()
        assert codes_sent() == 0 and not MinutesLink.objects.exclude(code_hash="").exists()
        assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"

    def test_the_code_opens_the_draft_in_this_browser_alone(self, link, client):
        client.post(link, {"do": "send"})
        mail = queued_mails()[-1]
        assert mail.to == PARENT and mail.secret and not mail.body, "the queue erases it once it is sent"
        code = code_in_mail()
        assert client.post(link, {"do": "code", "code": code}).status_code == 302
        assert TEXT in client.get(link).content.decode()
        assert TEXT not in Client().get(link).content.decode()
        assert AuditEvent.objects.filter(action="minutes.link_opened").count() == 1

    def test_it_works_once_and_its_hash_is_keyed(self, link, client):
        client.post(link, {"do": "send"})
        code = code_in_mail()
        stored = MinutesLink.objects.exclude(code_hash="").get()
        assert code.replace(" ", "") not in str(MinutesLink.objects.values()) and len(stored.code_hash) == 64
        client.post(link, {"do": "code", "code": code})
        other = Client()
        assert other.post(link, {"do": "code", "code": code}).status_code == 422
        assert TEXT not in other.get(link).content.decode()

    def test_after_five_wrong_ones_the_right_one_is_wrong_too(self, link, client):
        client.post(link, {"do": "send"})
        code = code_in_mail()
        wrong = "000000" if code != "000 000" else "111111"
        for _try in range(MAX_TRIES):
            assert client.post(link, {"do": "code", "code": wrong}).status_code == 422
        answer = client.post(link, {"do": "code", "code": code})
        assert answer.status_code == 422 and "prøvet for mange gange" in answer.content.decode()
        assert TEXT not in client.get(link).content.decode()

    def test_it_is_too_old_after_ten_minutes(self, link, client):
        client.post(link, {"do": "send"})
        code = code_in_mail()
        with time_machine.travel(MinutesLink.objects.exclude(code_hash="").get().code_made_at + timedelta(minutes=10)):
            assert client.post(link, {"do": "code", "code": code}).status_code == 422

    def test_a_new_code_ends_the_one_before(self, link, client):
        client.post(link, {"do": "send"})
        first = code_in_mail()
        client.post(link, {"do": "send"})
        assert client.post(link, {"do": "code", "code": first}).status_code == (422 if first != code_in_mail() else 302)

    def test_codes_are_mailed_with_growing_pauses(self, link, client):
        for _time in range(3):
            assert client.post(link, {"do": "send"}).status_code == 302
        assert client.post(link, {"do": "send"}).status_code in (302, 422)
        answer = client.post(link, {"do": "send"})
        assert answer.status_code == 422 and "vent" in answer.content.decode()
        assert codes_sent() <= 4

    @pytest.mark.parametrize("code", ["", "x", "１２３４５６", "0" * 21, "000000 OR 1=1", "\x00"])
    def test_what_is_no_code_is_refused(self, link, client, code):
        client.post(link, {"do": "send"})
        assert client.post(link, {"do": "code", "code": code}).status_code in (400, 422)
        assert TEXT not in client.get(link).content.decode()

    def test_the_code_of_another_link_does_not_open_it(self, round, link, client):
        other = Participant.objects.create(
            meeting=round.scene.meeting, name="Mor Moos", email="mor@foraeldre.dk", role="board_representative"
        )
        round.round.readers.create(participant=other)
        others = "/" + make_draft_link(round.minutes, other, round.round).split("/", 3)[3]
        client.post(others, {"do": "send"})
        code = code_in_mail("mor@foraeldre.dk")
        client.post(link, {"do": "send"})
        if code != code_in_mail():
            assert client.post(link, {"do": "code", "code": code}).status_code == 422
        assert client.post(others, {"do": "code", "code": code}).status_code == 302
        assert TEXT in client.get(others).content.decode()
        assert TEXT not in client.get(link).content.decode(), "each link is opened by its own code"

    def test_a_browser_reads_for_an_hour(self, link):
        client = opened(link)
        with time_machine.travel("2026-10-01 11:30Z"):
            assert TEXT not in client.get(link).content.decode()


class TestTheDraft:
    def test_it_shows_the_text_and_neither_evidence_nor_the_remarks_of_others(self, round, link):
        factories.evidence(meeting=round.scene.meeting, title="Delt fortælling", shared=True)
        board = round.client("board")
        board.post(round.page, {"do": "remark:referatet", "text": "En bemærkning fra Bo"})
        text = opened(link).get(link).content.decode()
        assert TEXT in text and "Læs udkastet" in text
        assert "Delt fortælling" not in text and "En bemærkning fra Bo" not in text and "/medier/" not in text

    def test_a_remark_is_given_answered_and_withdrawn(self, round, link):
        client = opened(link)
        answer = client.post(link, {"do": f"remark:{round.blocks[1]}", "text": "Husk busserne."})
        assert answer.status_code == 302
        remark = round.remark()
        assert remark.participant.email == PARENT and remark.text == "Husk busserne."
        leader = round.client("leader")
        leader.post(round.page, {"do": f"answer:{remark.pk}", "taken_in": "no", "answer": "Tak, men nej.", "seen": 1})
        text = client.get(link).content.decode()
        assert "Tak, men nej." in text and "Behold den" in text
        client.post(link, {"do": f"withdraw:{remark.pk}", "seen": 2})
        assert round.remark().is_withdrawn

    @pytest.mark.parametrize("do", ["answer", "change", "keep", "withdraw"])
    def test_it_does_nothing_with_a_remark_of_somebody_else(self, round, link, do):
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Fra Bo"})
        remark = round.remark()
        sent = {"do": f"{do}:{remark.pk}", "text": "Ændret", "answer": "Svar", "taken_in": "yes", "seen": 1}
        assert opened(link).post(link, sent).status_code == 404
        assert round.remark().version == 1

    def test_a_cpr_number_is_found(self, round, link):
        answer = opened(link).post(link, {"do": "remark:referatet", "text": "Det er 120315-1234."})
        assert answer.status_code == 422 and "CPR-nummer" in answer.content.decode()
        assert not Remark.objects.exists()

    @pytest.mark.parametrize("do", ["", "x", "remark:findes-ikke", "answer:1", "keep:æ", "remark"])
    def test_a_strange_button_does_nothing(self, round, link, do):
        answer = opened(link).post(link, {"do": do, "text": "Ord"})
        assert answer.status_code in (404, 422)
        assert not Remark.objects.exists()

    @pytest.mark.parametrize("ended", ["over", "submitted", "cancelled", "removed", "absent", "left out"])
    def test_the_link_is_dead_after_the_round_removal_and_cancellation(self, round, link, ended):
        client, scene = opened(link), round.scene
        today = TODAY
        match ended:
            case "over":
                today = TODAY + timedelta(days=8)
            case "submitted":
                MinutesPage.objects.filter(pk=scene.minutes.pk).update(state="submitted")
            case "cancelled":
                MeetingPage.objects.filter(pk=scene.meeting.pk).update(state=MeetingState.CANCELLED)
            case "removed":
                scene.meeting.participants.get(email=PARENT).delete()
            case "absent":
                scene.meeting.participants.filter(email=PARENT).update(attendance=Attendance.ABSENT)
            case "left out":
                round.client("leader").post(scene.address("til-deltagerne"), {"do": "leave_out", "reason": "Haster"})
        with time_machine.travel(f"{today}T10:05Z"):
            for answer in (client.get(link), client.post(link, {"do": "send"}), Client().get(link)):
                assert answer.status_code == 404
                assert "Linket virker ikke længere" in answer.content.decode()
                assert scene.unit.title not in answer.content.decode()

    def test_authors_can_read_the_answers_for_two_weeks_after_the_round(self, round, link):
        opened(link).post(link, {"do": "remark:referatet", "text": "Husk busserne."})
        with time_machine.travel("2026-10-22 10:00Z"):
            client = opened(link)
            assert "Husk busserne." in client.get(link).content.decode()
            assert client.post(link, {"do": "remark:referatet", "text": "For sent"}).status_code == 409
        with time_machine.travel("2026-10-23 10:00Z"):
            assert client.get(link).status_code == 404

    @pytest.mark.parametrize("token", ["x" * 30, "A" * 32, "%00" + "x" * 20, "a" * 5000, "æøå" * 8])
    def test_a_wrong_link_gets_a_calm_sentence(self, round, client, token):
        answer = client.get(f"/referat/{token}/")
        assert answer.status_code == 404
        assert "Linket virker ikke længere" in answer.content.decode() or token.startswith("%00")


class TestApprovedMinutes:
    @pytest.fixture
    def approved(self, db: None) -> minutes_scene.Scene:
        scene = written_with_parent()
        factories.evidence(meeting=scene.meeting, title="Delt fortælling", shared=True)
        minutes_scene.submit(scene)
        minutes_scene.approve(scene)
        return scene

    def test_they_are_read_with_addenda_and_without_evidence(self, approved):
        add_addendum(minutes=approved.minutes, text="Rettet dato.", by=approved.leader, today=TODAY)
        link = link_in_mail()
        text = opened(link).get(link).content.decode()
        assert TEXT in text and "Hanne Holm" in text and "Rettet dato." in text
        assert "Delt fortælling" not in text and "/medier/" not in text
        assert "30. december 2026" in text

    def test_for_the_time_that_the_municipality_sets(self, approved):
        link = link_in_mail()
        for day, status in (("2026-12-30", 200), ("2026-12-31", 404)):
            with time_machine.travel(f"{day} 10:00Z"):
                assert Client().get(link).status_code == status
        from wagtail.models import Site

        settings = Municipality.for_site(Site.objects.get(is_default_site=True))
        settings.minutes_link_days = 10
        settings.save()
        with time_machine.travel("2026-10-12 10:00Z"):
            assert Client().get(link).status_code == 404

    def test_the_link_to_the_draft_does_not_open_them(self):
        round = running()
        draft = link_in_mail()
        browser = opened(draft)
        round.client("leader").post(round.scene.address("til-deltagerne"), {"do": "leave_out", "reason": "Haster"})
        round.scene.minutes = MinutesPage.objects.get(pk=round.scene.minutes.pk)
        minutes_scene.submit(round.scene)
        minutes_scene.approve(round.scene)
        assert browser.get(draft).status_code == 404
        assert Client().get(link_in_mail()).status_code == 200
