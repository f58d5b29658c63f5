"""An answer of a calendar program is noted for the participant who sent it, and believed in nothing else."""

import socketserver
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.roles import Role
from meetings.convening.calendar_file import invitation, uid
from meetings.convening.convene import convene
from meetings.convening.replies.calendar_reply import MAX_MAIL_BYTES, parse_calendar_reply
from meetings.convening.replies.store_calendar_reply import store_calendar_reply
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.growth import grows_with_its_length
from tests.meetings.convening.answer_mail import answer_mail
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def meeting(school, holder):
    meeting = factories.meeting(unit=school.unit, starts_at=NOW + timedelta(days=30), room="Biblioteket")
    school.invited(meeting)
    convene(meeting=meeting, by=holder, now=NOW)
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)


def mail(meeting, email, status="ACCEPTED", **more):
    return answer_mail(uid(meeting), more.pop("sequence", meeting.invitation_sequence), email, status, **more)


def consultant(meeting):
    return meeting.participants.get(role=Role.CONSULTANT)


@pytest.mark.parametrize(
    ("status", "reply"),
    [("ACCEPTED", Reply.COMING), ("DECLINED", Reply.NOT_COMING), ("TENTATIVE", Reply.NOT_SURE)],
)
def test_the_answer_is_noted(meeting, status, reply):
    assert store_calendar_reply(mail(meeting, consultant(meeting).email, status), now=NOW)
    row = consultant(meeting)
    assert (row.reply, row.reply_note) == (reply, "")
    assert row.replied_at is not None


def test_a_later_answer_replaces_an_earlier_and_not_the_other_way(meeting):
    email = consultant(meeting).email
    store_calendar_reply(mail(meeting, email, "DECLINED", made_at=NOW), now=NOW + timedelta(minutes=5))
    assert not store_calendar_reply(mail(meeting, email, "ACCEPTED", made_at=NOW), now=NOW + timedelta(hours=1))
    later = mail(meeting, email, "ACCEPTED", made_at=NOW + timedelta(minutes=30))
    assert store_calendar_reply(later, now=NOW + timedelta(hours=1))
    assert consultant(meeting).reply == Reply.COMING


def wrong(meeting):
    email = consultant(meeting).email
    other = MeetingPage(translation_key="00000000-0000-4000-8000-000000000000")
    return {
        "in another's name": mail(meeting, email, sender="fremmed@example.dk"),
        "nobody of this meeting": mail(meeting, "fremmed@example.dk"),
        "two attendees": mail(meeting, email, attendees=["anden@example.dk"]),
        "a request": mail(meeting, email, method="REQUEST"),
        "an unknown meeting": mail(other, email),
        "another status": mail(meeting, email, "DELEGATED"),
        "no calendar": b"From: a@b.dk\r\n\r\nHej",
        "a broken calendar": mail(meeting, email).replace(b"BEGIN:VEVENT", b"BEGIN:VEV"),
        "no bytes": b"",
        "too large": mail(meeting, email) + b" " * MAX_MAIL_BYTES,
    }


@pytest.mark.parametrize("name", [
    "in another's name", "nobody of this meeting", "two attendees", "a request", "an unknown meeting", "another status",
    "no calendar", "a broken calendar", "no bytes", "too large",
])  # fmt: skip
def test_other_mails_change_nothing(meeting, name):
    assert not store_calendar_reply(wrong(meeting)[name], now=NOW)
    assert not meeting.participants.exclude(reply="").exists()


def test_an_answer_to_an_earlier_date_is_not_one_to_this(meeting):
    MeetingPage.objects.filter(pk=meeting.pk).update(invitation_sequence=2)
    assert not store_calendar_reply(mail(meeting, consultant(meeting).email, sequence=1), now=NOW)
    assert store_calendar_reply(mail(meeting, consultant(meeting).email, sequence=2), now=NOW)


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.HELD])
def test_a_meeting_that_is_over_takes_no_answers(meeting, state):
    MeetingPage.objects.filter(pk=meeting.pk).update(state=state)
    assert not store_calendar_reply(mail(meeting, consultant(meeting).email), now=NOW)


def test_who_convened_is_told_that_somebody_cannot_come(meeting):
    before = len(queued_mails())
    store_calendar_reply(mail(meeting, consultant(meeting).email, "DECLINED"), now=NOW)
    assert len(queued_mails()) == before + 1


def test_invitations_ask_for_answers_at_the_mailbox(meeting, holder, settings):
    settings.REPLY_MAILBOX = "svar@kommunen.example"
    text = invitation(meeting, consultant(meeting), holder).replace("\r\n ", "")
    assert f'ORGANIZER;CN="{holder.name}":mailto:svar@kommunen.example' in text or (
        f"ORGANIZER;CN={holder.name}:mailto:svar@kommunen.example" in text
    )


@pytest.mark.parametrize("sign", ["ATTENDEE:a\r\n", "X", ";", "--x\r\n", "BEGIN:VEVENT\r\n", ": ", "\r\n "])
def test_any_text_is_read_in_linear_time(sign):
    head = "From: a@b.dk\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
    assert grows_with_its_length(
        parse_calendar_reply, lambda size: (head + sign * (size // len(sign))).encode(), small=4_000
    )


def test_calendar_replies_are_read_from_files(meeting, tmp_path):
    (tmp_path / "a.eml").write_bytes(mail(meeting, consultant(meeting).email))
    (tmp_path / "b.eml").write_bytes(b"Subject: Hej\r\n\r\nHej")
    out = StringIO()
    call_command("read_replies", str(tmp_path / "a.eml"), str(tmp_path / "b.eml"), stdout=out)
    assert out.getvalue() == "1 answers noted, 1 other mails\n"
    assert consultant(meeting).reply == Reply.COMING


def test_without_a_mailbox_the_command_says_what_to_set():
    with pytest.raises(CommandError, match="REPLY_IMAP_HOST"):
        call_command("read_replies")


class Inbox(socketserver.StreamRequestHandler):
    """As much of an IMAP server (RFC 3501) as the command uses; the mails are those of the server."""

    def handle(self):
        say = lambda text: self.wfile.write(text.encode() + b"\r\n")  # noqa: E731
        say("* OK ready")
        for line in self.rfile:
            tag, *words = line.decode().split()
            verb = " ".join(words[:2] if words[0].upper() == "UID" else words[:1]).upper()
            mails, seen = self.server.mails, self.server.seen
            if verb == "CAPABILITY":
                say("* CAPABILITY IMAP4rev1")
            elif verb == "LOGIN" and words[2].strip('"') != "hemmelig":
                say(f"{tag} NO wrong password")
                continue
            elif verb == "SELECT":
                say(f"* {len(mails)} EXISTS")
            elif verb == "UID SEARCH":
                say("* SEARCH " + " ".join(str(uid) for uid in mails if uid not in seen))
            elif verb == "UID FETCH":
                data = mails[int(words[2])]
                self.wfile.write(f"* 1 FETCH (UID {words[2]} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n")
            elif verb == "UID STORE":
                seen.add(int(words[2]))
            say(f"{tag} OK done")
            if verb == "LOGOUT":
                return


@pytest.fixture
def inbox(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Inbox) as server:
        server.mails, server.seen = {}, set()
        settings.REPLY_IMAP_HOST, settings.REPLY_IMAP_PORT = server.server_address
        settings.REPLY_IMAP_TLS, settings.REPLY_IMAP_USER, settings.REPLY_IMAP_PASSWORD = False, "svar", "hemmelig"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_the_mailbox_is_read_and_what_was_read_is_marked(meeting, inbox):
    inbox.mails = {7: mail(meeting, consultant(meeting).email), 9: b"Subject: Hej\r\n\r\nHej"}
    out = StringIO()
    call_command("read_replies", stdout=out)
    assert out.getvalue() == "1 answers noted, 1 other mails\n"
    assert inbox.seen == {7, 9}
    assert consultant(meeting).reply == Reply.COMING
    out = StringIO()
    call_command("read_replies", stdout=out)
    assert out.getvalue() == "0 answers noted, 0 other mails\n"


def test_a_refused_password_is_an_error_without_details(inbox, settings):
    settings.REPLY_IMAP_PASSWORD = "forkert"
    with pytest.raises(CommandError, match="could not be read") as refused:
        call_command("read_replies")
    assert "forkert" not in str(refused.value)
