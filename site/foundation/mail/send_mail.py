"""The task that sends one mail.

When the connection breaks at the end, SMTP can't say whether the message was accepted; the copy that the next try sends
has the same Message-ID.
"""

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp
from django.utils.translation import gettext as _
from django_tasks import task

from foundation.mail.mail_address import ascii_address
from foundation.mail.outgoing_mail import OutgoingMail


@task(queue_name="mail")
def send_mail(**mail: Any) -> None:
    """Send a mail; the arguments are the fields of OutgoingMail. Raises UnsendableAddress, and whatever the mail server
    answers."""
    build_message(OutgoingMail(**mail)).send()


def build_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return the e-mail message: plain text, and an invitation both as a calendar part and as an attached file.

    Raises UnsendableAddress for an address that mail servers don't accept.
    """
    own_address = ascii_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    domain = own_address.rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((_sender_name(mail.from_name), own_address)),
        to=[formataddr((mail.to_name, ascii_address(mail.to)))],
        reply_to=[ascii_address(mail.reply_to)] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{mail.message_id}@{domain}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: asks for no out-of-office replies
        },
    )
    message.encoding = utf8_charset_qp  # quoted-printable: short ASCII lines, which every mail server accepts
    if mail.calendar:
        # The charset is added with the text; naming it here would add a second one.
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
        message.attach("invite.ics", mail.calendar.encode(), "application/ics")
    for number, calendar in enumerate(mail.more_calendars, start=2):
        message.attach(f"invite-{number}.ics", calendar.encode(), "application/ics")
    return message


def _sender_name(person: str) -> str:
    if not person:
        return settings.WAGTAIL_SITE_NAME
    return _("%(person)s via %(site)s") % {"person": person, "site": settings.WAGTAIL_SITE_NAME}
