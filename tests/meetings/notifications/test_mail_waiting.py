"""What people are told is combined: at most one mail a day, nothing lost, and nothing to whom it is not for."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from accounts.roles import Role
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.notifications import notify_gatherer
from meetings.evidence.contribution.hand_in_evidence import hand_in_evidence
from meetings.evidence.models import Evidence
from meetings.evidence.notifications import handed_in
from meetings.forum.enums import ExampleState
from meetings.forum.notifications import cleared
from meetings.forum.pages import ExamplePage
from meetings.meeting.enums import MeetingState
from meetings.notifications import combined_mail
from meetings.notifications.choose_news import choose_news
from meetings.notifications.enums import NewsChoice
from meetings.notifications.mail_waiting import mail_each_morning, mail_waiting, next_mail
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from tests import factories
from tests.queued_mails import mail_tasks, queued_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return factories.meeting(unit=factories.make_unit("Skovskolen"), state=MeetingState.PREPARING)


@pytest.fixture
def leader(meeting):
    return factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit, name="Lise Lund")


@pytest.fixture
def teacher(meeting):
    return factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit, name="Mia Mose")


@pytest.fixture(autouse=True)
def clock():
    """A Thursday at noon; `clock.move_to` goes on."""
    with time_machine.travel(at(1, 12)) as clock:
        yield clock


def at(day, hour=12):
    return datetime(2026, 10, day, hour, tzinfo=ZoneInfo("Europe/Copenhagen"))


def give(meeting, teacher, leader, what="Fotos", **fields):
    line = factories.plan_line(meeting, what, gatherer=teacher, **fields)
    notify_gatherer(line, by=leader, before=None)
    return line


def hand_in(meeting, teacher):
    piece = factories.evidence(meeting=meeting, owner=teacher, title="Barnet i skoven")
    return hand_in_evidence(evidence=piece, expected_version=piece.version, by=teacher, today=timezone.localdate())


def tell_news(leader, unit):
    example = factories.example(unit=unit, state=ExampleState.CLEARED, proposed_by=leader, title="Skoven som lærer")
    notify(cleared, example.pk, [leader], by=factories.user(name="Hanne Holm"))
    return example


# One mail a day ------------------------------------------------------------------------------------------------------


def test_the_first_goes_the_same_day_and_the_rest_the_next_morning(meeting, leader, teacher, clock):
    give(meeting, teacher, leader, "Fotos")
    assert mail_waiting.call() == 1
    for what in ("Trivsel", "Fravær"):
        give(meeting, teacher, leader, what)
    assert mail_waiting.call() == 0
    clock.move_to(at(2, 7))
    assert mail_waiting.call() == 1
    first, second = (mail.body for mail in queued_mails())
    assert "Fotos" in first and "Trivsel" in second and "Fravær" in second and "Fotos" not in second
    assert not Notification.objects.exists()


def test_duties_come_first_sorted_by_day_and_then_news(meeting, leader, teacher):
    tell_news(leader, meeting.unit)
    give(meeting, leader, teacher, "Uden dato")
    give(meeting, leader, teacher, "Senere", due_on=at(20).date())
    give(meeting, leader, teacher, "Først", due_on=at(9).date())
    (mail,) = queued_mails()
    places = [mail.body.index(f"* {text}") for text in (
        "Data til dialogmødet for Skovskolen: Først (senest 9. oktober 2026)",
        "Data til dialogmødet for Skovskolen: Senere (senest 20. oktober 2026)",
        "Data til dialogmødet for Skovskolen: Uden dato",
        "»Skoven som lærer« er nu i lederforum",
    )]  # fmt: skip
    assert places == sorted(places)
    assert mail.subject == "Data til dialogmødet for Skovskolen: Først – og 3 beskeder mere"
    assert mail.body.count("Du får mailen, fordi du samler data til mødet.") == 1
    assert mail.body.endswith("/konto/beskeder/\n")


def test_a_mail_from_one_person_is_in_their_name_and_one_from_two_is_not(meeting, leader, teacher):
    other = factories.user(role=Role.LEADERSHIP_TEAM, unit=meeting.unit, name="Ole Olsen")
    give(meeting, teacher, leader), give(meeting, teacher, leader)
    give(meeting, leader, teacher), give(meeting, leader, other)
    senders = {mail.to: (mail.from_name, mail.reply_to) for mail in queued_mails()}
    assert senders == {teacher.email: ("Lise Lund", leader.email), leader.email: ("", "")}


def test_the_next_mail_is_ten_minutes_later_and_never_before_seven():
    assert next_mail(at(1, 12)) == at(1, 12).replace(minute=10)
    assert next_mail(at(1, 3)) == at(1, 7)
    assert timezone.localtime(next_mail(at(1, 23).replace(minute=55))) == at(2, 7)


@pytest.mark.usefixtures("real_queue")
def test_each_morning_enqueues_the_mails_of_the_day_once(clock):
    clock.move_to(at(2, 3))
    mail_each_morning.call("2026-10-02"), mail_each_morning.call("2026-10-02")
    (task,) = queued_tasks()
    assert task.run_after == at(2, 7)


def queued_tasks():
    from foundation.task_queue.queued_task import QueuedTask

    return list(QueuedTask.objects.filter(path=mail_waiting.module_path))


# The choice ----------------------------------------------------------------------------------------------------------


def test_news_of_a_week_come_on_monday_and_duties_meanwhile(meeting, leader, teacher, clock):
    choose_news(by=leader, news=NewsChoice.WEEKLY)
    tell_news(leader, meeting.unit)
    assert mail_waiting.call() == 0
    clock.move_to(at(2))
    give(meeting, leader, teacher)
    assert mail_waiting.call() == 1
    assert "Skoven" not in queued_mails()[0].body
    clock.move_to(at(4))
    assert mail_waiting.call() == 0
    clock.move_to(at(5, 7))
    assert mail_waiting.call() == 1
    assert "Skoven som lærer" in queued_mails()[1].body


def test_who_never_wants_news_still_gets_duties(meeting, leader, teacher, clock):
    choose_news(by=leader, news=NewsChoice.NEVER)
    tell_news(leader, meeting.unit)
    assert mail_waiting.call() == 0 and not Notification.objects.exists()
    give(meeting, leader, teacher)
    assert mail_waiting.call() == 1


# What is handed in -------------------------------------------------------------------------------------------------


def test_leaders_are_told_once_who_has_handed_over_how_many(meeting, leader, teacher):
    ole = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit, name="Ole Olsen")
    head = factories.user(role=Role.HEAD_OF_AREA, area=meeting.unit.area)
    for giver in (teacher, teacher, ole, leader):
        hand_in(meeting, giver)
    (mail,) = queued_mails()
    assert mail.to == leader.email and head.email != mail.to
    assert mail.subject == "3 bidrag til dialogmødet for Skovskolen er afleveret til dig"
    assert mail.body.startswith(
        "Mia Mose og Ole Olsen har afleveret 3 bidrag til dialogmødet 2026/2027 for Skovskolen."
    )
    assert "/2026/afleveret/" in mail.body and "Barnet" not in mail.subject + mail.body


def test_what_is_shared_or_taken_back_before_the_mail_is_not_told(meeting, leader, teacher):
    hand_in(meeting, teacher)
    Evidence.objects.update(handed_in_at=None)
    assert queued_mails() == [] and not Notification.objects.exists()


def test_a_leader_is_not_told_of_their_own(meeting, leader):
    hand_in(meeting, leader)
    assert not Notification.objects.exists()


# Who may not ---------------------------------------------------------------------------------------------------------


def left_the_unit(person, meeting):
    person.memberships.update(ends_on=timezone.localdate())


def is_closed(person, meeting):
    type(person).objects.filter(pk=person.pk).update(is_active=False)


def moved_to_another_unit(person, meeting):
    person.memberships.update(unit=factories.make_unit("Bakkeskolen"))


def became_staff(person, meeting):
    person.memberships.update(role=Role.STAFF_REPRESENTATIVE)


@pytest.mark.parametrize("change", [left_the_unit, is_closed, moved_to_another_unit, became_staff])
def test_who_may_no_longer_share_is_not_told(meeting, leader, teacher, change):
    hand_in(meeting, teacher)
    change(leader, meeting)
    assert queued_mails() == [] and not Notification.objects.exists()


def test_who_no_longer_gathers_it_is_not_told(meeting, leader, teacher):
    line = give(meeting, teacher, leader)
    DataPlanLine.objects.filter(pk=line.pk).update(gatherer=leader)
    assert queued_mails() == []


def test_nothing_is_told_of_what_is_gone(meeting, leader, teacher):
    give(meeting, teacher, leader).delete()
    ExamplePage.objects.filter(pk=tell_news(leader, meeting.unit).pk).update(state=ExampleState.PROPOSED)
    Notification.objects.create(recipient=leader, kind="a kind of an older release", about=1)
    assert queued_mails() == [] and not Notification.objects.exists()


# Faults --------------------------------------------------------------------------------------------------------------


def test_a_mail_that_fails_loses_nothing_and_keeps_nobody_else_from_theirs(meeting, leader, teacher, monkeypatch):
    give(meeting, leader, teacher)
    give(meeting, teacher, leader)
    works = combined_mail.enqueue_mail

    def killed(**mail):
        works(**mail)
        if mail["to"] == leader.email:
            raise SystemError("killed after the mail was enqueued, before the transaction ended")

    monkeypatch.setattr(combined_mail, "enqueue_mail", killed)
    with pytest.raises(SystemError):
        mail_waiting.call()
    assert [task.arguments["kwargs"]["to"] for task in mail_tasks()] == [teacher.email]
    monkeypatch.undo()
    assert mail_waiting.call() == 1 and mail_tasks().count() == 2


def test_an_action_notes_all_recipients_in_one_statement(meeting, leader, teacher, django_assert_num_queries):
    """And one for the task."""
    people = [leader, teacher, factories.user()]
    with django_assert_num_queries(2):
        notify(handed_in, meeting.pk, people, by=None)
