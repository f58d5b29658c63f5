"""Sending a mail is a task of the queue: it is sent once, and none is lost while the mail server is unavailable."""

from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from foundation.mail.enqueue_mail import enqueue_mail
from foundation.mail.send_mail import EmailMultiAlternatives, build_message
from foundation.task_queue.cleanup import FINISHED_TASKS_KEPT, forget_finished_tasks
from foundation.task_queue.dead_letter import parked
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.retry_policy import max_attempts
from foundation.task_queue.worker import Worker
from tests.queued_mails import mail_tasks, queued_mails, send_mails

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Dialogmøde\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def broken_server(monkeypatch):
    def refuse(self, fail_silently=False):
        raise SMTPServerDisconnected("anna@example.dk hung up")

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)


def waiting(**fields):
    given = {"to": "anna@example.dk", "to_name": "Anna Østergård", "subject": "Indkaldelse", "body": "Kære Anna"}
    return enqueue_mail(**{**given, **fields})


def send_until_parked():
    for _ in range(max_attempts()):
        send_mails()
        QueuedTask.objects.update(run_after=timezone.now())


def test_a_mail_is_sent_once():
    waiting()
    assert (send_mails(), send_mails()) == (1, 0)
    [message] = mail.outbox
    assert (message.subject, message.body) == ("Indkaldelse", "Kære Anna\n")


def test_a_mail_that_somebody_waits_for_is_sent_before_all_others():
    waiting(to="first@example.dk"), waiting(to="key@example.dk", has_secret=True)
    send_mails()
    assert ["key@example.dk" in message.to[0] for message in mail.outbox] == [True, False]


def test_a_body_with_a_secret_is_erased_when_sent():
    waiting(), waiting(has_secret=True, body="Vælg en adgangskode: https://x.example/noegle")
    send_mails()
    assert mail.outbox[0].body.startswith("Vælg en adgangskode")
    plain, secret = mail_tasks().order_by("pk").values_list("arguments__kwargs", flat=True)
    assert plain["body"] == "Kære Anna\n"
    assert (secret["body"], secret["secret"], secret["to"]) == ("", "", "anna@example.dk")


def test_a_body_with_a_secret_is_kept_until_sent(broken_server):
    waiting(has_secret=True, body="https://x.example/noegle")
    send_mails()
    assert "noegle" in queued_mails()[0].secret


def test_old_sent_mails_are_deleted_but_waiting_and_parked_ones_are_not(settings):
    """Other tasks are kept for a time of their own."""
    now = timezone.now()
    for _ in range(4):
        waiting()
    other = QueuedTask.objects.create(path="x", finished_at=now - timedelta(days=20))
    old, young, parked_one, late = mail_tasks().order_by("pk")
    QueuedTask.objects.filter(pk=old.pk).update(finished_at=now - timedelta(days=10, minutes=1))
    QueuedTask.objects.filter(pk=young.pk).update(finished_at=now - timedelta(days=9))
    QueuedTask.objects.filter(pk=parked_one.pk).update(parked_at=now - timedelta(days=90))
    QueuedTask.objects.filter(pk=late.pk).update(enqueued_at=now - timedelta(days=90))
    settings.MAIL_KEEP_DAYS = 10
    forget_finished_tasks.enqueue(day="2026-11-29")
    assert set(QueuedTask.objects.values_list("pk", flat=True)) == {young.pk, parked_one.pk, late.pk, other.pk}
    QueuedTask.objects.filter(pk=young.pk).update(finished_at=now - FINISHED_TASKS_KEPT - timedelta(days=1))
    settings.MAIL_KEEP_DAYS = 90
    forget_finished_tasks.enqueue(day="2026-11-30")
    assert mail_tasks().filter(pk=young.pk).exists()


def test_the_sender_is_the_person_via_the_site(settings):
    settings.DEFAULT_FROM_EMAIL = "Læringsrum <post@kommune.example>"
    waiting(from_name="Bo Bæk", reply_to="bo@skole.example")
    send_mails()
    message = mail.outbox[0].message()
    assert str(make_header(decode_header(message["From"]))) == "Bo Bæk via Læringsrum <post@kommune.example>"
    assert str(make_header(decode_header(message["To"]))) == "Anna Østergård <anna@example.dk>"
    assert message["Reply-To"] == "bo@skole.example"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_second_try_has_the_same_message_id_and_another_mail_has_not():
    waiting(), waiting()
    first, again = queued_mails(), queued_mails()
    ids = [build_message(one).message()["Message-ID"] for one in (*first, *again)]
    assert ids[:2] == ids[2:] and len(set(ids)) == 2


def test_an_invitation_is_a_calendar_part_and_an_attachment():
    waiting(calendar=CALENDAR)
    send_mails()
    message = message_from_bytes(mail.outbox[0].message().as_bytes())
    parts = {part.get_content_type(): part for part in message.walk()}
    part = parts["text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert part.get_param("charset").lower() == "utf-8"
    assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == CALENDAR.replace("\r\n", "\n")
    assert part["Content-Disposition"] is None
    file = parts["application/ics"]
    assert file.get_filename() == "invite.ics"
    assert file.get_payload(decode=True).decode() == CALENDAR


def test_a_mail_waits_while_the_mail_server_is_unavailable(broken_server, monkeypatch):
    waiting()
    assert send_mails() == 0
    row = mail_tasks().get()
    assert row.run_after > timezone.now() and row.claimed_until is None
    assert row.last_error.startswith("SMTPServerDisconnected") and "anna" not in row.last_error
    QueuedTask.objects.update(run_after=timezone.now())
    monkeypatch.undo()
    assert send_mails() == 1 and len(mail.outbox) == 1


def test_a_mail_that_cannot_be_sent_is_parked_listed_with_its_recipient_and_sent_again(
    broken_server, monkeypatch, capsys
):
    waiting()
    send_until_parked()
    assert send_mails() == 0 and parked().count() == 1
    call_command("work", "--list-parked")
    listed = capsys.readouterr().out
    assert "anna@example.dk" in listed and "SMTPServerDisconnected" in listed and "Kære" not in listed
    monkeypatch.undo()
    call_command("work", "--retry-parked")
    assert send_mails() == 1 and len(mail.outbox) == 1


def test_a_bad_mail_does_not_block_the_next():
    waiting(to="søren@example.dk"), waiting(to="bo@example.dk")
    assert send_mails() == 1
    [message] = mail.outbox
    assert message.to[0].endswith("<bo@example.dk>")
    assert [one.to for one in queued_mails()] == ["søren@example.dk"]


def test_a_hanging_mail_server_holds_up_no_other_task():
    """Mails are in a lane of their own."""
    waiting()
    assert Worker(lanes={"default": 2}).run_once() == 0
    assert len(queued_mails()) == 1
