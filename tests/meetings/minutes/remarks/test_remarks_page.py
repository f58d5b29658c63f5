"""The page of a round for people with an account: who sees the draft, whose remarks, and who may do what."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.roles import Role
from foundation.forms.one_time_key import KEY_FIELD
from meetings.meeting.enums import Attendance
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import RemarkRound
from meetings.units.membership import Membership
from tests import factories
from tests.meetings.minutes import scene as minutes_scene
from tests.meetings.minutes.remarks.scene import Round, running, written_with_parent
from tests.meetings.minutes.scene import TODAY

pytestmark = pytest.mark.django_db
TEXT = "Vi talte om"


@pytest.fixture
def round(db: None) -> Round:
    return running()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


class TestWhoSeesTheDraft:
    @pytest.mark.parametrize("who", ["leader", "team", "staff", "board", "consultant", "chef"])
    def test_participants_and_writers(self, round, who):
        answer = round.client(who).get(round.page)
        assert answer.status_code == 200 and TEXT in answer.content.decode()

    def test_not_staff_and_chefs_who_took_no_part(self, round):
        unit = round.scene.unit
        for role, place in ((Role.STAFF_REPRESENTATIVE, {"unit": unit}), (Role.HEAD_OF_AREA, {"area": unit.area})):
            assert signed_in(factories.user(role=role, **place)).get(round.page).status_code == 404

    def test_not_people_of_another_unit(self, round):
        other = factories.make_unit("Åskolen")
        stranger = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=other)
        factories.participant(
            factories.meeting(unit=other, school_year="2027/2028"), Role.STAFF_REPRESENTATIVE, person=stranger
        )
        assert signed_in(stranger).get(round.page).status_code == 404
        assert Client().get(round.page).status_code == 302

    def test_not_a_participant_who_was_absent_or_has_no_role_any_more(self, round):
        round.scene.meeting.participants.filter(user=round.scene.staff).update(attendance=Attendance.ABSENT)
        assert round.client("staff").get(round.page).status_code == 404
        Membership.objects.filter(user=round.scene.board).update(ends_on=TODAY - timedelta(days=1))
        assert round.client("board").get(round.page).status_code == 404

    def test_not_whoever_took_over_the_role(self, round):
        """The new representative did not take part."""
        Membership.objects.filter(user=round.scene.board).update(ends_on=TODAY - timedelta(days=1))
        new = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=round.scene.unit)
        assert signed_in(new).get(round.page).status_code == 404

    @pytest.mark.parametrize("who", ["staff", "board", "chef"])
    def test_readers_not_before_and_not_after_the_round(self, who):
        scene = written_with_parent()
        page = scene.address().replace("referat/", "bemaerkninger/")
        assert signed_in(getattr(scene, who)).get(page).status_code == 404
        assert signed_in(getattr(scene, who)).get(scene.address()).status_code == 404
        round = running_from(scene)
        assert round.client(who).get(page).status_code == 200
        assert round.client(who).get(scene.address()).status_code == 404, "the writers' page stays theirs"
        with time_machine.travel("2026-10-09 10:00Z"):
            assert round.client(who).get(page).status_code == 404

    def test_authors_after_it_until_the_minutes_are_submitted(self, round):
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Husk busserne."})
        with time_machine.travel("2026-10-09 10:00Z"):
            text = round.client("board").get(round.page).content.decode()
            assert "Husk busserne." in text and "Send bemærkningen" not in text
        MinutesPage.objects.filter(pk=round.scene.minutes.pk).update(state="submitted")
        assert round.client("board").get(round.page).status_code == 404


def running_from(scene) -> Round:
    from meetings.minutes.remarks.start_round import start_round

    return Round(scene, start_round(minutes=scene.minutes, by=scene.leader, today=TODAY))


class TestRemarks:
    def test_each_participant_sees_their_own_and_writers_see_all(self, round):
        for who, words in (("board", "Fra Bo"), ("staff", "Fra Mia"), ("chef", "Fra Hanne")):
            round.client(who).post(round.page, {"do": f"remark:{round.blocks[0]}", "text": words})
        seen = {who: round.client(who).get(round.page).content.decode() for who in ("board", "staff", "chef", "team")}
        for who, words in (("board", "Fra Bo"), ("staff", "Fra Mia"), ("chef", "Fra Hanne")):
            assert [one for one, text in seen.items() if words in text] == sorted([who, "team"], key=list(seen).index)

    @pytest.mark.parametrize("do", ["answer", "change", "keep", "withdraw"])
    @pytest.mark.parametrize("who", ["staff", "chef"])
    def test_nothing_is_done_with_a_remark_of_somebody_else(self, round, who, do):
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Fra Bo"})
        sent = {"do": f"{do}:{round.remark().pk}", "text": "Ændret", "answer": "Svar", "taken_in": "yes", "seen": 1}
        assert round.client(who).post(round.page, sent).status_code == 404
        assert round.remark().version == 1

    def test_a_remark_on_another_meeting_is_not_found(self, round):
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Fra Bo"})
        other = running_from(_other_school())
        sent = {"do": f"answer:{round.remark().pk}", "answer": "Svar", "taken_in": "no", "seen": 1}
        assert other.client("leader").post(other.page, sent).status_code == 404

    def test_cpr_numbers_are_found_in_remarks_answers_and_reasons(self, round):
        board, leader = round.client("board"), round.client("leader")
        answer = board.post(round.page, {"do": "remark:referatet", "text": "Det er 120315-1234."})
        assert answer.status_code == 422 and "CPR-nummer" in answer.content.decode()
        board.post(round.page, {"do": "remark:referatet", "text": "Fra Bo"})
        pk = round.remark().pk
        for sent in (
            {"do": f"answer:{pk}", "taken_in": "no", "answer": "120315-1234", "seen": 1},
            {"do": f"change:{pk}", "text": "120315-1234", "seen": 1},
        ):
            client = leader if "answer" in sent else board
            answer = client.post(round.page, sent)
            assert answer.status_code == 422 and "120315-1234" in answer.content.decode()
        answer = leader.post(round.scene.address("til-deltagerne"), {"do": "leave_out", "reason": "120315-1234"})
        assert answer.status_code == 422 and not RemarkRound.objects.exclude(reason="").exists()

    def test_a_late_answer_gets_both_texts(self, round):
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Fra Bo"})
        sent = {"do": f"answer:{round.remark().pk}", "taken_in": "no", "seen": 1}
        round.client("team").post(round.page, {**sent, "answer": "Fra Tom"})
        answer = round.client("leader").post(round.page, {**sent, "answer": "Fra Lise"})
        assert answer.status_code == 409
        assert "Fra Tom" in answer.content.decode() and "Fra Lise" in answer.content.decode()

    def test_no_remarks_from_everybody_ends_the_round(self, round):
        for who in ("team", "staff", "board", "consultant", "chef"):
            assert round.client(who).post(round.page, {"do": "done"}).status_code == 302
        assert "5 af 6" in round.client("leader").get(round.page).content.decode()
        from meetings.minutes.remarks.finish_reading import finish_reading

        finish_reading(reader=round.reader("parent"), today=TODAY)
        assert "Runden er slut" in round.client("leader").get(round.page).content.decode()


def _other_school():
    scene = minutes_scene.begun(title="Åskolen", school_year="2027/2028")
    return minutes_scene.written(scene=scene, asks=True)


class TestTheSender:
    def test_the_page_of_the_draft_leads_to_it(self):
        scene = written_with_parent()
        leader = signed_in(scene.leader)
        text = leader.get(scene.address()).content.decode()
        assert "Send udkastet til deltagerne" in text and "Send til godkendelse" not in text
        text = leader.get(scene.address("til-deltagerne")).content.decode()
        assert "Far Foss" in text and "med et link og en kode på mail" in text and "8. oktober 2026" in text
        assert f'name="{KEY_FIELD}"' in text
        answer = leader.post(scene.address("til-deltagerne"), {"do": "send"}, follow=True)
        assert "Deltagerne læser udkastet" in answer.content.decode()

    @pytest.mark.parametrize("who", ["team", "staff", "board", "chef"])
    def test_it_is_for_those_who_submit(self, who):
        scene = written_with_parent()
        person = signed_in(getattr(scene, who))
        assert person.get(scene.address("til-deltagerne")).status_code == 404
        assert person.post(scene.address("til-deltagerne"), {"do": "send"}).status_code == 404

    def test_submitting_says_what_is_missing(self, round):
        answer = round.client("leader").post(
            round.scene.address("indsend"), {"version": round.minutes.version}, follow=True
        )
        assert "Deltagerne kan komme med bemærkninger til og med 8. oktober 2026" in answer.content.decode()

    def test_the_chef_reads_why_there_was_no_round(self):
        scene = minutes_scene.submitted()
        text = signed_in(scene.chef).get(scene.address("afgoer")).content.decode()
        assert "Bemærkningsrunden er udeladt" in text and "Alle var enige på mødet." in text

    def test_the_chef_and_readers_see_the_kept_remark_at_its_item(self, round):
        round.client("board").post(round.page, {"do": f"remark:{round.blocks[0]}", "text": "Husk busserne."})
        sent = {"do": f"answer:{round.remark().pk}", "taken_in": "no", "answer": "Nej.", "seen": 1}
        round.client("leader").post(round.page, sent)
        round.client("leader").post(round.scene.address("til-deltagerne"), {"do": "leave_out", "reason": "Haster"})
        scene = round.scene
        scene.minutes = MinutesPage.objects.get(pk=scene.minutes.pk)
        minutes_scene.submit(scene)
        for page in (scene.address("afgoer"), scene.address()):
            text = signed_in(scene.chef).get(page).content.decode()
            assert "Bemærkning fra Bo Birk" in text and "Husk busserne." in text and "Haster" in text
        minutes_scene.approve(scene)
        text = signed_in(scene.staff).get(scene.address()).content.decode()
        assert text.index("Bemærkning fra Bo Birk") < text.index('class="lr-sheet__number">2<')
        assert "Haster" not in text


class TestTheFrontPage:
    def text(self, person) -> str:
        return signed_in(person).get("/").content.decode()

    @pytest.mark.parametrize("who", ["team", "staff", "board", "consultant"])
    def test_whoever_is_asked_finds_the_draft_until_they_have_said_something(self, round, who):
        person = getattr(round.scene, who)
        assert "Læs udkastet til referatet" in self.text(person) and f'href="{round.page}"' in self.text(person)
        assert self.text(person).count(f'href="{round.page}"') == 1
        round.client(who).post(round.page, {"do": "done"})
        assert "Læs udkastet til referatet" not in self.text(person)

    def test_nobody_else_does(self, round):
        other = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=round.scene.unit)
        round.scene.meeting.participants.filter(user=round.scene.board).update(attendance=Attendance.ABSENT)
        for person in (other, round.scene.leader, round.scene.board):
            assert "Læs udkastet til referatet" not in self.text(person)
        with time_machine.travel("2026-10-09 10:00Z"):
            assert "Læs udkastet til referatet" not in self.text(round.scene.staff)

    def test_the_writers_task_is_the_next_step(self):
        scene = written_with_parent()
        assert "Send udkastet til deltagerne" in self.text(scene.leader)
        round = running_from(scene)
        assert "Send udkastet til deltagerne" not in self.text(scene.leader)
        round.client("board").post(round.page, {"do": "remark:referatet", "text": "Husk busserne."})
        assert "Svar på bemærkningerne til udkastet" in self.text(scene.leader)
        sent = {"do": f"answer:{round.remark().pk}", "taken_in": "yes", "answer": "", "seen": 1}
        round.client("leader").post(round.page, sent)
        assert "Svar på bemærkningerne" not in self.text(scene.leader)
        with time_machine.travel("2026-10-09 10:00Z"):
            assert "Send referatet til godkendelse" in self.text(scene.leader)
