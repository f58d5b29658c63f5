"""The draft goes to the participants before it is sent for approval; what they keep stands beside the minutes."""

from datetime import timedelta

import pytest
import time_machine

from foundation.errors import AnswerMissing, NotAllowed, ReasonMissing, TextMissing
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.answer_remark import answer_remark
from meetings.minutes.remarks.change_remark import NotTheAuthor, RemarkAnswered, change_remark
from meetings.minutes.remarks.daily import delete_old_remarks, follow_rounds
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.finish_reading import finish_reading
from meetings.minutes.remarks.freeze_remarks import RemarksUnanswered, RoundMissing, RoundStillRuns
from meetings.minutes.remarks.give_remark import NoSuchItem, give_remark
from meetings.minutes.remarks.leave_out_round import NothingToLeaveOut, leave_out_round
from meetings.minutes.remarks.models import MinutesLink, Remark, RemarkRound, RoundReader
from meetings.minutes.remarks.rounds import RoundIsOver
from meetings.minutes.remarks.start_round import NoOtherParticipant, NoRoundNow, RoundRuns, start_round
from meetings.template.pages import TemplatePage
from meetings.units.membership import Membership
from tests import factories
from tests.meetings.minutes import scene as minutes_scene
from tests.meetings.minutes.remarks.scene import PARENT, Round, running, written_with_parent
from tests.meetings.minutes.scene import TODAY
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db
AFTER = TODAY + timedelta(days=8)


@pytest.fixture
def round(db: None) -> Round:
    return running()


def send(scene, today=TODAY):
    minutes = MinutesPage.objects.get(pk=scene.minutes.pk)
    return submit_minutes(minutes=minutes, expected_version=minutes.version, by=scene.leader, today=today)


def given(round, who="board", text="Vi talte også om busserne.", at=0, today=TODAY):
    block = round.blocks[at] if at is not None else ""
    return give_remark(reader=round.reader(who), block_id=block, text=text, today=today)


def answered(round, remark, *, is_taken_in=False, answer="Det står under punkt 3.", today=TODAY, **changes):
    words = {"by": round.scene.leader, "expected_version": None, **changes}
    return answer_remark(remark=remark, is_taken_in=is_taken_in, answer=answer, today=today, **words)


class TestSendingTheDraft:
    def test_minutes_are_not_submitted_before_the_participants_were_asked(self):
        scene = written_with_parent()
        with pytest.raises(RoundMissing, match="Send først udkastet til deltagerne"):
            send(scene)
        assert MinutesPage.objects.get(pk=scene.minutes.pk).state == "draft"

    def test_everybody_but_the_sender_reads_for_the_days_of_the_template(self, round):
        names = {row.participant.name for row in round.round.readers.all()}
        assert names == {"Tom Tang", "Mia Mose", "Bo Birk", "Kim Krog", "Hanne Holm", "Far Foss"}
        assert round.round.ends_on == TODAY + timedelta(days=7)

    def test_the_days_are_those_of_the_template_that_the_meeting_follows(self):
        factories.template("2026/2027", remark_days=3)
        assert running().round.ends_on == TODAY + timedelta(days=3)
        assert TemplatePage._meta.get_field("remark_days").default == 7

    def test_who_was_absent_or_has_no_role_any_more_does_not_get_it(self):
        scene = written_with_parent()
        scene.meeting.participants.filter(user=scene.staff).update(attendance=Attendance.ABSENT)
        Membership.objects.filter(user=scene.board).update(ends_on=TODAY - timedelta(days=1))
        remark_round = start_round(minutes=scene.minutes, by=scene.leader, today=TODAY)
        readers = {row.participant.name for row in remark_round.readers.all()}
        assert readers == {"Tom Tang", "Kim Krog", "Hanne Holm", "Far Foss"}

    @pytest.mark.parametrize("who", ["team", "staff", "board", "chef", "consultant"])
    def test_others_than_the_agreement_holder_may_not_send_it(self, who):
        scene = written_with_parent()
        with pytest.raises(NotAllowed):
            start_round(minutes=scene.minutes, by=getattr(scene, who), today=TODAY)
        with pytest.raises(NotAllowed):
            leave_out_round(minutes=scene.minutes, reason="Nej", by=getattr(scene, who), today=TODAY)

    def test_a_second_round_only_when_the_first_is_over(self, round):
        type(round.minutes).objects.update(sender=round.scene.consultant)  # whom the agreement holder let send
        with pytest.raises(RoundRuns):
            start_round(minutes=round.minutes, by=round.scene.consultant, today=TODAY)
        start_round(minutes=round.minutes, by=round.scene.consultant, today=AFTER)
        assert RemarkRound.objects.count() == 2

    def test_not_of_a_meeting_that_is_not_over_nor_of_submitted_minutes(self):
        scene = written_with_parent()
        MeetingPage.objects.filter(pk=scene.meeting.pk).update(state=MeetingState.PREPARING)
        with pytest.raises(NoRoundNow, match="Afslut mødet først"):
            start_round(minutes=scene.minutes, by=scene.leader, today=TODAY)

    def test_not_of_submitted_minutes(self):
        scene = minutes_scene.submitted()
        with pytest.raises(NoRoundNow):
            start_round(minutes=scene.minutes, by=scene.leader, today=TODAY)

    def test_nobody_to_ask_needs_a_reason_instead(self):
        scene = written_with_parent()
        scene.meeting.participants.exclude(user=scene.leader).delete()
        with pytest.raises(NoOtherParticipant):
            start_round(minutes=scene.minutes, by=scene.leader, today=TODAY)


class TestWhenTheMinutesMayBeSubmitted:
    def test_not_while_the_round_runs(self, round):
        with pytest.raises(RoundStillRuns, match=r"til og med 8\. oktober 2026"):
            send(round.scene)

    def test_when_its_last_day_has_passed(self, round):
        assert send(round.scene, AFTER).text.remarks == ()

    def test_when_everybody_has_said_that_they_have_no_remarks(self, round):
        readers = list(round.round.readers.all())
        for reader in readers[:-1]:
            finish_reading(reader=reader, today=TODAY)
        with pytest.raises(RoundStillRuns):
            send(round.scene)
        finish_reading(reader=readers[-1], today=TODAY)
        send(round.scene)

    def test_a_remark_after_that_is_asked_for_again(self, round):
        finish_reading(reader=round.reader("board"), today=TODAY)
        given(round)
        assert round.reader("board").done_at is None

    def test_when_it_is_left_out_with_a_reason_that_is_kept(self):
        scene = written_with_parent()
        with pytest.raises(ReasonMissing):
            leave_out_round(minutes=scene.minutes, reason="  ", by=scene.leader, today=TODAY)
        leave_out_round(minutes=scene.minutes, reason="Alle læste med.", by=scene.leader, today=TODAY)
        send(scene)
        assert RemarkRound.objects.get().reason == "Alle læste med."

    def test_a_running_round_ends_with_a_reason_and_a_finished_one_does_not(self, round):
        leave_out_round(minutes=round.minutes, reason="Det haster.", by=round.scene.leader, today=TODAY)
        with pytest.raises(NothingToLeaveOut):
            leave_out_round(minutes=round.minutes, reason="Igen", by=round.scene.leader, today=TODAY)
        with pytest.raises(RoundIsOver):
            given(round)
        send(round.scene)

    def test_not_while_a_remark_lacks_an_answer(self, round):
        remark = given(round)
        with pytest.raises(RemarksUnanswered, match="1 bemærkning mangler et svar"):
            send(round.scene, AFTER)
        answered(round, remark, today=AFTER)
        send(round.scene, AFTER)

    def test_minutes_that_were_returned_need_no_second_round(self):
        scene = minutes_scene.submitted()
        RemarkRound.objects.all().delete()  # as minutes that were submitted before there were rounds
        submission = scene.minutes.submissions.get()
        return_minutes(
            minutes=scene.minutes, expected_version=submission.version, reason="Ret", by=scene.chef, today=TODAY
        )
        send(scene)


class TestRemarks:
    def test_a_remark_belongs_to_an_item_or_to_the_whole(self, round):
        assert str(given(round).item.block_id) == round.blocks[0]
        assert given(round, at=None).item is None

    def test_the_same_words_sent_twice_are_one_remark(self, round):
        assert given(round) == given(round)
        assert Remark.objects.count() == 1

    @pytest.mark.parametrize("text", ["", "  \n "])
    def test_an_empty_remark_is_refused(self, round, text):
        with pytest.raises(TextMissing):
            given(round, text=text)

    def test_an_item_of_another_meeting_is_refused(self, round):
        other = factories.meeting(unit=factories.make_unit("Åskolen"), school_year="2027/2028")
        with pytest.raises(NoSuchItem):
            give_remark(
                reader=round.reader("board"), block_id=str(other.agenda_items[0].id) + "x", text="Ord", today=TODAY
            )

    def test_only_the_author_changes_and_withdraws_it(self, round):
        remark = given(round)
        for change in ({"text": "Andre ord"}, {"choice": AuthorChoice.WITHDRAWN}):
            with pytest.raises(NotTheAuthor):
                change_remark(remark=remark, reader=round.reader("staff"), today=TODAY, expected_version=None, **change)
        changed = change_remark(
            remark=remark, reader=round.reader("board"), today=TODAY, expected_version=1, text="Mine ord"
        )
        assert (changed.text, changed.version) == ("Mine ord", 2)
        with pytest.raises(ChangedMeanwhile):
            change_remark(remark=remark, reader=round.reader("board"), today=TODAY, expected_version=1, text="For sent")

    def test_the_words_stay_when_they_are_answered(self, round):
        remark = given(round)
        answered(round, remark)
        with pytest.raises(RemarkAnswered):
            change_remark(
                remark=remark, reader=round.reader("board"), today=TODAY, expected_version=None, text="Andre ord"
            )

    @pytest.mark.parametrize("who", ["staff", "board", "chef"])
    def test_only_those_who_write_the_minutes_answer(self, round, who):
        remark = given(round)
        with pytest.raises(NotAllowed):
            answered(round, remark, by=getattr(round.scene, who))

    def test_what_is_not_taken_in_needs_an_answer(self, round):
        remark = given(round)
        with pytest.raises(AnswerMissing):
            answered(round, remark, answer=" ")
        assert answered(round, remark, is_taken_in=True, answer="").is_taken_in

    def test_two_who_answer_at_once(self, round):
        remark = given(round)
        answered(round, remark, expected_version=1)
        with pytest.raises(ChangedMeanwhile):
            answered(round, remark, expected_version=1, by=round.scene.team)

    def test_nothing_is_said_after_the_round_but_what_the_author_does_with_it(self, round):
        remark = given(round)
        with pytest.raises(RoundIsOver):
            given(round, today=AFTER, text="For sent")
        with pytest.raises(RoundIsOver):
            change_remark(
                remark=remark, reader=round.reader("board"), today=AFTER, expected_version=None, text="For sent"
            )
        kept = change_remark(
            remark=remark, reader=round.reader("board"), today=AFTER, expected_version=None, choice="kept"
        )
        assert kept.choice == AuthorChoice.KEPT
        answered(round, remark, today=AFTER)
        send(round.scene, AFTER)
        with pytest.raises(RoundIsOver):
            change_remark(
                remark=remark, reader=round.reader("board"), today=AFTER, expected_version=None, choice="withdrawn"
            )
        with pytest.raises(RoundIsOver):
            answered(round, remark, today=AFTER)

    @pytest.mark.parametrize("change", ["role ended", "absent", "cancelled"])
    def test_nothing_is_said_by_somebody_who_is_shut_out_meanwhile(self, round, change):
        reader = round.reader("board")
        if change == "role ended":
            Membership.objects.filter(user=round.scene.board).update(ends_on=TODAY - timedelta(days=1))
        elif change == "absent":
            round.scene.meeting.participants.filter(user=round.scene.board).update(attendance=Attendance.ABSENT)
        else:
            MeetingPage.objects.filter(pk=round.scene.meeting.pk).update(state=MeetingState.CANCELLED)
        with pytest.raises(RoundIsOver):
            give_remark(reader=reader, block_id="", text="Ord", today=TODAY)


@pytest.mark.parametrize(
    ("is_taken_in", "choice", "stands"),
    [
        (False, "", True), (True, "", False), (True, AuthorChoice.KEPT, True), (False, AuthorChoice.KEPT, True),
        (False, AuthorChoice.WITHDRAWN, False), (True, AuthorChoice.WITHDRAWN, False),
    ],
)  # fmt: skip
def test_what_stands_beside_the_minutes(round, is_taken_in, choice, stands):
    remark = given(round)
    answered(round, remark, is_taken_in=is_taken_in)
    if choice:
        change_remark(remark=remark, reader=round.reader("board"), today=TODAY, expected_version=None, choice=choice)
    assert bool(send(round.scene, AFTER).text.remarks) is stands


def test_a_kept_remark_is_frozen_and_hashed_with_the_minutes(round):
    answered(round, given(round))
    answered(round, given(round, "parent", "Hele mødet var godt.", at=None), answer="Tak.")
    submission = send(round.scene, AFTER)
    first, second = submission.text.remarks
    assert (first.section, first.name, first.role) == (round.blocks[0], "Bo Birk", "Bestyrelsesrepræsentant")
    assert (first.text, first.answer) == ("Vi talte også om busserne.", "Det står under punkt 3.")
    assert (second.section, second.name, second.answer) == ("", "Far Foss", "Tak.")
    round.scene.minutes = MinutesPage.objects.get(pk=round.scene.minutes.pk)
    record = minutes_scene.approve(round.scene)
    assert record.text.remarks == submission.text.remarks
    assert record.has_its_hash and verify_record(record).holds
    record.content["remarks"][0]["text"] = "Andre ord"
    assert not record.has_its_hash


def test_old_remarks_and_links_are_deleted_and_what_stands_is_in_the_record(round):
    answered(round, given(round))
    send(round.scene, AFTER)
    round.scene.minutes = MinutesPage.objects.get(pk=round.scene.minutes.pk)
    record = minutes_scene.approve(round.scene)
    assert MinutesLink.objects.filter(round=None).count() == 1
    delete_old_remarks.call((TODAY + timedelta(days=1)).isoformat())
    assert not MinutesLink.objects.filter(round__isnull=False).exists(), "the draft is no draft any more"
    delete_old_remarks.call((TODAY + timedelta(days=90)).isoformat())
    assert Remark.objects.count() == 1 and MinutesLink.objects.count() == 1
    delete_old_remarks.call((TODAY + timedelta(days=91)).isoformat())
    assert not (Remark.objects.exists() or RoundReader.objects.exists() or MinutesLink.objects.exists())
    assert RemarkRound.objects.exists(), "with the reason, if there is one"
    assert record.has_its_hash and record.text.remarks[0].name == "Bo Birk"


class TestMessages:
    def mails_to(self, address):
        return [mail for mail in queued_mails() if mail.to == address]

    def test_the_participants_are_asked(self, round):
        (mail,) = self.mails_to(round.scene.staff.email)
        assert "Læs udkastet til referatet" in mail.subject and "senest 8. oktober 2026" in mail.body
        assert round.page in mail.body
        (by_link,) = self.mails_to(PARENT)
        assert not by_link.body and "/referat/" in by_link.secret and "Lise Lund" in by_link.from_name
        assert not self.mails_to(round.scene.leader.email)

    def test_the_writers_hear_of_remarks_once(self, round):
        given(round)
        given(round, "staff", "Noget andet")
        (mail,) = self.mails_to(round.scene.leader.email)
        assert "Svar på 2 bemærkninger" in mail.body

    def test_the_author_hears_of_the_answer(self, round):
        answered(round, given(round, "parent"))
        mail = self.mails_to(PARENT)[-1]
        assert "Det står under punkt 3." in mail.secret and "medmindre du trækker den tilbage" in mail.secret
        forget_mails()
        answered(round, given(round, "board"), is_taken_in=True)
        (mail,) = self.mails_to(round.scene.board.email)
        assert "har rettet referatet efter din bemærkning" in mail.body

    def test_who_is_silent_is_reminded_two_days_before(self, round):
        given(round, "board")
        finish_reading(reader=round.reader("staff"), today=TODAY)
        queued_mails()
        forget_mails()
        with time_machine.travel("2026-10-06 08:00Z"):
            assert follow_rounds.call("2026-10-06") == 1
            told = {mail.to for mail in queued_mails()}
        scene = round.scene
        assert told == {PARENT, scene.team.email, scene.consultant.email, scene.chef.email}

    def test_the_sender_hears_that_the_round_is_over_once(self, round):
        queued_mails()
        forget_mails()
        with time_machine.travel("2026-10-09 08:00Z"):
            assert follow_rounds.call("2026-10-08") == 0, "its last day"
            assert follow_rounds.call("2026-10-09") == 1
            assert follow_rounds.call("2026-10-10") == 0
            (mail,) = queued_mails()
        assert mail.to == round.scene.leader.email and "Send referatet" in mail.body

    def test_participants_without_account_get_the_approved_minutes(self):
        scene = written_with_parent()
        minutes_scene.submit(scene)
        minutes_scene.approve(scene)
        (mail,) = self.mails_to(PARENT)
        assert "/referat/" in mail.secret and "til og med 30. december 2026" in mail.secret
        assert MinutesLink.objects.get().round is None
        assert not [one for one in queued_mails() if one.to == scene.board.email and one.secret]
