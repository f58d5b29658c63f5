"""Every mail arrives at a real mail server without defects."""

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from icalendar import Calendar
from pytest_django.fixtures import Settings

from accounts.roles import Role
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail
from foundation.task_queue.dead_letter import parked
from foundation.task_queue.retry_policy import max_attempts
from foundation.translation import catalogue
from meetings.convening.convene import convene
from meetings.meeting.participants.set_participants import Guest, set_participants
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.meeting.states.reopen_meeting import reopen_meeting
from tests.queued_mails import mail_tasks, queued_mails, send_mails
from tests.services import mail_faults, mails
from tests.services.servers import free_port

pytestmark = pytest.mark.django_db


class Received:
    """What the server was given: `sent` holds (sender, recipients, bytes)."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.sent.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 OK"


@pytest.fixture
def server(settings: Settings) -> Iterator[Received]:
    """A plain mail server, without SMTPUTF8, that Django's own backend speaks to."""
    received = Received()
    controller = Controller(received, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.DEFAULT_FROM_EMAIL = "Læringsrum <dialog@blåbær.dk>"
    settings.BASE_URL = "https://dialog.kommunen.example"
    yield received
    controller.stop()


def deliver(server: Received) -> list[tuple[list[str], EmailMessage]]:
    """Send all waiting mails and check the bytes."""
    waiting = len(queued_mails())
    assert send_mails() == waiting, list(mail_tasks().values_list("last_error"))
    new, server.sent[:] = list(server.sent), []
    for sender, recipients, sent in new:
        assert sender == "dialog@xn--blbr-roah.dk"
        assert mail_faults.faults(sent, recipients) == [], sent.decode()
    return [(recipients, mail_faults.read(sent)) for _sender, recipients, sent in new]


def test_every_mail_template_is_covered() -> None:
    assert set(mails.templates()) == set(mails.SCENES)


@pytest.mark.parametrize("template", sorted(mails.SCENES))
def test_every_mail_arrives_without_a_defect(template: str, server: Received) -> None:
    mails.SCENES[template]()
    assert deliver(server)


#: Texts of the product in Danish, which no mail in English has: sentences without anything put into them.
DANISH = [one.msgstr for one in catalogue.read_catalogue() if len(one.msgstr) > 20 and "%" not in one.msgstr]


@pytest.mark.parametrize("template", sorted(mails.SCENES))
def test_every_mail_is_english_for_whoever_reads_english(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "language", property(lambda _user: "en", lambda _user, _language: None))
    mails.SCENES[template]()
    sent = [mail for mail in queued_mails() if User.objects.filter(email=mail.to).exists()]
    assert not [one for mail in sent for one in DANISH if one in f"{mail.subject}\n{mail.text}"]


def event_of(message: EmailMessage) -> Any:
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    return event


def test_a_domain_with_danish_letters_is_sent_in_ascii(server: Received) -> None:
    mails.invitation()
    sent = {recipients[0]: message for recipients, message in deliver(server)}
    message = sent["karen@xn--blbr-roah.dk"]
    assert message["To"].addresses[0].display_name == "Karen Blåbær"
    assert str(event_of(message)["ATTENDEE"]) == "mailto:karen@xn--blbr-roah.dk"
    assert str(event_of(message)["ORGANIZER"]) == "mailto:soren@xn--r-3fa9c.dk" == f"mailto:{message['Reply-To']}"
    assert "Blåbærskolen, Ærø" in str(event_of(message)["SUMMARY"])


def test_the_organiser_gets_the_event_and_is_not_asked(server: Received) -> None:
    mails.invitation()
    ((_to, message),) = [one for one in deliver(server) if one[0] == ["soren@xn--r-3fa9c.dk"]]
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH" and "ATTENDEE" not in event_of(message)
    assert "Du har indkaldt" in message.get_body().get_content()


def test_the_sequence_rises_with_every_mail_about_the_event(server: Received) -> None:
    """Invited, removed, invited again, cancelled, convened again: calendars apply only the highest SEQUENCE."""
    called = mails.Called()
    called.meeting.participants.filter(role=Role.BOARD_REPRESENTATIVE).delete()
    guest = Guest("Mor", "mor@forældre.dk", Role.BOARD_REPRESENTATIVE)
    here = {"meeting": called.meeting, "by": called.leader}
    chef = called.person(Role.HEAD_OF_AREA, "Åse Ø", "aase@blåbær.dk")
    people = [called.leader.pk, called.karen.pk, chef.pk]
    now = timezone.now()

    def about_the_guest() -> tuple[str, int]:
        message = next(one for to, one in deliver(server) if to == ["mor@xn--forldre-oxa.dk"])
        event = event_of(message)
        seen.add(str(event["UID"]))
        return str(event["STATUS"]), int(event["SEQUENCE"])

    seen: set[str] = set()
    told = []
    for guests in ([guest], [], [guest]):
        set_participants(people=people, guests=guests, today=timezone.localdate(), **here)
        told.append(about_the_guest())
    cancel_meeting(reason="Storm", **here)
    told.append(about_the_guest())
    reopen_meeting(reason="Stille igen", **here)
    convene(now=now, board_has_nobody=True, **here)
    told.append(about_the_guest())
    assert [status for status, _number in told] == ["CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    numbers = [number for _status, number in told]
    assert numbers == sorted(set(numbers)) and len(seen) == 1


def test_a_mail_that_can_never_arrive_is_parked_with_its_reason(server: Received) -> None:
    """Such addresses exist only in old rows; the other mails are sent."""
    enqueue_mail(to="søren@example.dk", subject="x", body="y")
    enqueue_mail(to="anna@example.dk", subject="x", body="y")
    for _try in range(max_attempts()):
        send_mails()
        mail_tasks().update(run_after=timezone.now())
    assert parked().get().last_error.startswith("Unsendable") and len(server.sent) == 1


def test_a_mail_arrives_once_after_the_mail_server_was_away(server: Received, settings: Settings) -> None:
    enqueue_mail(to="anna@example.dk", subject="x", body="y")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert send_mails() == 0 and mail_tasks().get().last_error.startswith("ConnectionRefusedError")
    settings.EMAIL_PORT = port
    mail_tasks().update(run_after=timezone.now())
    assert len(deliver(server)) == 1 and send_mails() == 0
