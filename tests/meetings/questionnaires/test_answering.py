"""Who is asked, with an account and without, and one answer a person until it closes."""

import pytest
import time_machine
from django.test import Client

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.forms.carry_out_once import SentForm
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.participant import Participant
from meetings.notifications.models import Notification
from meetings.questionnaires.daily import follow_questionnaires
from meetings.questionnaires.enums import Purpose
from meetings.questionnaires.models import Answer, AnswerLink, AnswerRound
from meetings.questionnaires.open_round import open_evaluations
from tests import factories
from tests.meetings.questionnaires.scene import (
    AFTER,
    PARENT,
    TODAY,
    asked_before,
    client,
    held,
    link_in_mail,
    prepared,
    questionnaire,
)
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


def test_everybody_who_was_not_absent_is_asked_when_the_meeting_was_held() -> None:
    scene = prepared()
    Participant.objects.filter(user=scene.staff).update(attendance=Attendance.ABSENT)
    left = factories.user(name="Har ingen rolle mere")
    factories.participant(scene.meeting, person=left)
    scene.meeting.state = MeetingState.HELD
    scene.meeting.save(clean=False)
    open_evaluations(scene.meeting, by=scene.leader, today=TODAY)
    asked = set(scene.round.respondents.values_list("user", flat=True))
    assert asked == {scene.leader.pk, scene.board.pk, scene.chef.pk, scene.consultant.pk, None}
    assert scene.round.closes_on.isoformat() == "2026-10-08"
    people = (scene.leader, scene.board, scene.chef, scene.consultant)
    assert {mail.to for mail in queued_mails()} == {PARENT, *(one.email for one in people)}


def test_a_draft_and_the_questionnaire_of_another_year_are_not_asked() -> None:
    scene = prepared(live=False)
    other = factories.template("2030/2031")
    questionnaire(other, slug="et-andet-aar")
    open_evaluations(scene.meeting, by=scene.leader, today=TODAY)
    assert not AnswerRound.objects.exists()


def test_by_a_link_one_answers_once_and_changes_it_until_it_closes() -> None:
    scene, browser = held(), Client()
    path = link_in_mail()
    page = browser.get(path)
    assert page.status_code == 200
    assert "Du svarer uden navn" in page.content.decode()
    assert browser.post(path, scene.values("5", "yes", "Mere tid")).status_code == 302
    assert browser.post(path, scene.values("5", "yes", "Mere tid")).status_code == 302, "sent twice"
    again = browser.post(path, {**scene.values("4", "yes", "Mindre tid"), "seen": "1"})
    assert again.status_code == 302
    answer = Answer.objects.get()
    assert answer.values == scene.values("4", "yes", "Mindre tid")
    shown = browser.get(path).content.decode()
    assert "Mindre tid" in shown and "Ret mit svar" in shown


def test_a_form_that_saw_an_older_answer_overwrites_nothing() -> None:
    scene = held()
    browser = client(scene.staff)
    assert browser.post(scene.page, scene.values("5")).status_code == 302
    assert browser.post(scene.page, {**scene.values("4"), "seen": "1"}).status_code == 302
    late = browser.post(scene.page, {**scene.values("1"), "seen": "1"})
    assert late.status_code == 409
    assert Answer.objects.get().values == scene.values("4")


def test_bad_input_is_named_and_nothing_is_lost() -> None:
    scene = held()
    scene.questionnaire.questions.filter(label__startswith="Hvordan").update(required=True)
    page = client(scene.staff).post(scene.page, scene.values(None, "yes", "Vi savnede 120315-1234 i dag"))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vælg et svar." in text
    assert "ligner et CPR-nummer" in text
    assert "Vi savnede" in text
    assert not Answer.objects.exists()


def test_a_value_that_is_no_choice_is_refused() -> None:
    scene = held()
    assert client(scene.staff).post(scene.page, scene.values("6")).status_code == 422


def test_who_is_not_asked_finds_nothing() -> None:
    scene = held()
    colleague = factories.user(role=Role.LEADERSHIP_TEAM, unit=scene.meeting.unit)
    stranger = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    for person in (colleague, stranger, editor):
        assert client(person).get(scene.page).status_code == 404
        assert client(person).post(scene.page, scene.values("5")).status_code == 404
    assert Client().get(scene.page).status_code == 302
    assert Client().get("/spoergeskema/ikke-et-link/").status_code == 404
    assert not Answer.objects.exists()


def test_a_link_is_dead_after_the_last_day_when_absent_and_when_the_meeting_is_reopened() -> None:
    scene = held()
    path = link_in_mail()
    with time_machine.travel("2026-10-09T10:00:00+02:00"):
        page = Client().get(path)
        assert page.status_code == 404
        assert "Spørgeskemaet er lukket" in page.content.decode()
        assert Client().post(path, scene.values("5")).status_code == 404
    Participant.objects.filter(email=PARENT).update(attendance=Attendance.ABSENT)
    assert Client().get(path).status_code == 404
    Participant.objects.filter(email=PARENT).update(attendance=Attendance.PRESENT)
    type(scene.meeting).objects.filter(pk=scene.meeting.pk).update(state=MeetingState.PREPARING)
    assert Client().get(path).status_code == 404
    assert not Answer.objects.exists()


def test_no_trace_says_when_an_answer_without_a_name_was_given_or_by_whom() -> None:
    scene = held()
    forms, events = SentForm.objects.count(), AuditEvent.objects.count()
    client(scene.staff).post(scene.page, scene.values("5"))
    Client().post(link_in_mail(), scene.values("4"))
    assert Answer.objects.count() == 2
    assert (SentForm.objects.count(), AuditEvent.objects.count()) == (forms, events)
    names = {field.name for field in Answer._meta.get_fields()}
    assert names == {"id", "version", "round", "values", "answered_on", "respondent"}


def test_an_answer_with_a_name_is_in_the_log_without_its_content() -> None:
    scene = held(is_named=True)
    client(scene.staff).post(scene.page, scene.values("5", None, "En hemmelighed"))
    event = AuditEvent.objects.get(action="questionnaire.answered")
    assert event.actor == scene.staff
    assert "hemmelighed" not in str(event.data)


def test_the_leadership_is_asked_before_the_meeting_until_the_initial_meeting() -> None:
    scene = asked_before(title="Lindeskolen")
    deputy = factories.user(role=Role.LEADERSHIP_TEAM, unit=scene.meeting.unit)
    factories.preparation_step(scene.meeting, planned_on=AFTER)
    follow_questionnaires.func(TODAY.isoformat())
    assert scene.round.closes_on == AFTER
    assert set(scene.round.respondents.values_list("user", flat=True)) == {scene.leader.pk, deputy.pk}
    assert client(deputy).post(scene.page, scene.values("5")).status_code == 302
    assert client(scene.staff).get(scene.page).status_code == 404
    scene.meeting.preparation_steps.update(planned_on=TODAY)
    follow_questionnaires.func(TODAY.isoformat())
    assert scene.round.closes_on == TODAY, "it follows the appointment"
    assert scene.round.respondents.count() == 2


def test_only_those_who_have_not_answered_are_reminded() -> None:
    scene = held()
    client(scene.staff).post(scene.page, scene.values("5"))
    before = AnswerLink.objects.count()
    follow_questionnaires.func("2026-10-06")
    reminded = Notification.objects.filter(kind="meetings/questionnaires/mail/ends_soon")
    assert scene.staff.pk not in reminded.values_list("recipient", flat=True)
    assert reminded.count() == 4
    assert AnswerLink.objects.count() == before + 1


def test_purpose_decides_who_is_asked() -> None:
    scene = asked_before()
    scene.meeting.state = MeetingState.HELD
    open_evaluations(scene.meeting, by=scene.leader, today=TODAY)
    assert not AnswerRound.objects.filter(questionnaire__purpose=Purpose.PREPARATION).exists()
