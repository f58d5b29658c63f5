"""A mail in which a calendar program answers an invitation, as Outlook sends it: two texts, the second of them the
answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone


def answer_mail(
    uid: str, sequence: int, email: str, status: str = "ACCEPTED", *, sender: str = "", made_at: datetime | None = None,
    method: str = "REPLY", attendees: Sequence[str] = (),
) -> bytes:  # fmt: skip
    made_at = made_at or timezone.now() + timedelta(minutes=1)
    lines = [
        "BEGIN:VCALENDAR", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={status};CN=Nogen:mailto:{email}",
        *(f"ATTENDEE;PARTSTAT={status}:mailto:{one}" for one in attendees),
        "COMMENT;LANGUAGE=da-DK:Jeg kommer lidt senere", f"UID:{uid}", f"SEQUENCE:{sequence}",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}", "SUMMARY;LANGUAGE=da-DK:Accepteret: Dialogmøde", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip
    head = [
        f"From: Nogen <{sender or email}>", "To: svar@kommunen.example", "Subject: Accepteret: Dialogmøde",
        "MIME-Version: 1.0", 'Content-Type: multipart/alternative; boundary="x"', "", "--x",
        'Content-Type: text/plain; charset="utf-8"', "", "Jeg kommer", "--x",
        f'Content-Type: text/calendar; charset="utf-8"; method={method}', "", *lines, "--x--", "",
    ]  # fmt: skip
    return "\r\n".join(head).encode()
