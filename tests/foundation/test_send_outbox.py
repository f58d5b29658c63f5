"""Mail is sent once, and no mail is lost while the mail server is unavailable."""

from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from io import StringIO
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from foundation.forget_sent_mails import forget_sent_mails
from foundation.mail import send_outbox as room
from foundation.mail.enqueue_mail import enqueue_mail
from foundation.mail.outgoing_mail import OutgoingMail
from foundation.mail.send_outbox import MAX_ATTEMPTS, RETRY_WAITS, parked, send_outbox

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Dialogmøde\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def broken_server(monkeypatch):
    def refuse(self, fail_silently=False):
        raise SMTPServerDisconnected("the server hung up")

    monkeypatch.setattr(room.EmailMultiAlternatives, "send", refuse)


def waiting(**fields):
    given = {"to": "anna@example.dk", "to_name": "Anna Østergård", "subject": "Indkaldelse", "body": "Kære Anna"}
    return enqueue_mail(**{**given, **fields})


def send(*, after=timedelta(0)):
    return send_outbox(now=timezone.now() + after)


def test_a_message_leaves_once():
    waiting()
    assert send() == (1, 0)
    assert send() == (0, 0)
    [message] = mail.outbox
    assert (message.subject, message.body) == ("Indkaldelse", "Kære Anna\n")
    assert OutgoingMail.objects.get().sent_at is not None


def test_a_body_with_a_secret_is_emptied_when_sent():
    waiting(), waiting(holds_key=True, body="Vælg en adgangskode: https://x.example/noegle")
    send()
    assert mail.outbox[1].body.startswith("Vælg en adgangskode")
    assert [row.body for row in OutgoingMail.objects.order_by("pk")] == ["Kære Anna\n", ""]


def test_a_body_with_a_secret_is_kept_until_sent(broken_server):
    waiting(holds_key=True, body="https://x.example/noegle")
    send()
    assert "noegle" in OutgoingMail.objects.get().body


def test_old_sent_mails_are_deleted_but_waiting_ones_are_not(settings):
    settings.MAIL_KEEP_DAYS = 10
    now = timezone.now()
    old, young, parked_one = waiting(), waiting(), waiting()
    OutgoingMail.objects.filter(pk=old.pk).update(sent_at=now - timedelta(days=10, minutes=1))
    OutgoingMail.objects.filter(pk=young.pk).update(sent_at=now - timedelta(days=9))
    OutgoingMail.objects.filter(pk=parked_one.pk).update(created_at=now - timedelta(days=90), attempts=MAX_ATTEMPTS)
    assert "foundation.forget_sent_mails.forget_sent_mails" in settings.DAILY_TASKS
    forget_sent_mails.enqueue(day="2026-11-29")
    assert set(OutgoingMail.objects.values_list("pk", flat=True)) == {young.pk, parked_one.pk}


def test_the_sender_is_the_person_via_the_site(settings):
    settings.DEFAULT_FROM_EMAIL = "Læringsrum <post@kommune.example>"
    waiting(from_name="Bo Bæk", reply_to="bo@skole.example")
    send()
    message = mail.outbox[0].message()
    assert str(make_header(decode_header(message["From"]))) == "Bo Bæk via Læringsrum <post@kommune.example>"
    assert str(make_header(decode_header(message["To"]))) == "Anna Østergård <anna@example.dk>"
    assert message["Reply-To"] == "bo@skole.example"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_second_copy_has_the_same_message_id():
    row = waiting()
    first, second = (room.build_message(row).message()["Message-ID"] for _ in range(2))
    assert first == second


def test_an_invitation_is_a_calendar_part_and_an_attachment():
    waiting(calendar=CALENDAR)
    send()
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


def test_waits_grow_while_the_mail_server_is_unavailable(broken_server):
    waiting()
    for wait in RETRY_WAITS:
        assert send(after=timedelta(days=1)) == (0, 1)
        row = OutgoingMail.objects.get()
        assert timedelta(0) <= timezone.now() + wait - row.run_after < timedelta(seconds=30)
        assert row.claimed_until is None
        assert send() == (0, 0), "not before the pause is over"
    assert "the server hung up" in row.last_error


def test_after_five_tries_it_is_parked_and_listed(broken_server):
    waiting()
    for _ in range(MAX_ATTEMPTS):
        send(after=timedelta(days=1))
    assert send(after=timedelta(days=2)) == (0, 0)
    assert parked(timezone.now()).count() == 1
    out = StringIO()
    call_command("send_outbox", "--list-parked", stdout=out)
    assert "anna@example.dk" in out.getvalue()
    assert "1 parked" in out.getvalue()


def test_parked_mails_can_be_retried(broken_server, monkeypatch):
    waiting()
    for _ in range(MAX_ATTEMPTS):
        send(after=timedelta(days=1))
    monkeypatch.undo()
    call_command("send_outbox", "--retry-parked", stdout=StringIO())
    assert send() == (1, 0)


def test_a_bad_message_does_not_block_the_next():
    bad, good = waiting(), waiting(to="bo@example.dk")
    OutgoingMail.objects.filter(pk=bad.pk).update(subject="to\nlinjer")  # refused by the mail library
    assert send() == (1, 1)
    [message] = mail.outbox
    assert message.to[0].endswith("<bo@example.dk>")
    assert OutgoingMail.objects.get(pk=good.pk).sent_at is not None


def test_mails_claimed_by_another_sender_are_skipped():
    row = waiting()
    OutgoingMail.objects.filter(pk=row.pk).update(claimed_until=timezone.now() + timedelta(seconds=30))
    assert send() == (0, 0)


def test_a_killed_sender_loses_its_claim():
    row = waiting()
    OutgoingMail.objects.filter(pk=row.pk).update(claimed_until=timezone.now() - timedelta(seconds=1), attempts=1)
    assert send() == (1, 0)


def test_only_one_of_two_senders_sends(monkeypatch):
    """Both have read the message as due; the second claims it after the first."""
    row = waiting()
    now = timezone.now()
    assert room._claim(row.pk, now) is not None
    assert room._claim(row.pk, now) is None


def test_a_message_that_kills_its_sender_is_parked_in_the_end():
    """The attempt is counted at its start."""
    row = waiting()
    for number in range(MAX_ATTEMPTS):
        assert room._claim(row.pk, timezone.now() + timedelta(hours=number)) is not None
        OutgoingMail.objects.filter(pk=row.pk).update(claimed_until=None)
    assert send(after=timedelta(days=1)) == (0, 0)
    assert parked(timezone.now()).count() == 1
