"""Send the mails that wait in the outbox.

Several senders may run. Each message is claimed by one conditional update before it is sent, so only one of them sends
it. The claim of a killed sender expires after a minute and the message is tried again. When the connection breaks at
the end, SMTP can't say whether the message was accepted; a second copy has the same Message-ID, by which mail servers
and clients recognise it.
"""

import logging
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from foundation.mail.mail_address import ascii_address
from foundation.mail.outgoing_mail import OutgoingMail

log = logging.getLogger("laeringsrum.mail")

CLAIM = timedelta(seconds=60)
#: Wait after the first, second, ... failure. After the last attempt the message is parked for an operator.
RETRY_WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
MAX_ATTEMPTS = len(RETRY_WAITS) + 1


def send_outbox(*, now: datetime, limit: int = 50) -> tuple[int, int]:
    """Try to send each message that is due at `now`, the oldest first, at most `limit`. Returns counts (sent,
    failed)."""
    sent = failed = 0
    for pk in list(due(now).values_list("pk", flat=True)[:limit]):
        mail = _claim(pk, now)
        if mail is None:
            continue  # another sender was first
        try:
            build_message(mail).send()
        except Exception as error:  # whatever the mail server answers, go on with the next message
            _put_back(mail, error, timezone.now())
            failed += 1
        else:
            body = "" if mail.holds_key else mail.body
            done = {"sent_at": timezone.now(), "claimed_until": None, "last_error": "", "body": body}
            OutgoingMail.objects.filter(pk=pk).update(**done)
            sent += 1
    return sent, failed


def due(now: datetime) -> QuerySet[OutgoingMail]:
    """Unsent mails that are due and that no sender has claimed."""
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return OutgoingMail.objects.filter(unclaimed, sent_at=None, run_after__lte=now, attempts__lt=MAX_ATTEMPTS)


def parked(now: datetime) -> QuerySet[OutgoingMail]:
    """Mails that failed five times and are not tried again."""
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return OutgoingMail.objects.filter(unclaimed, sent_at=None, attempts__gte=MAX_ATTEMPTS)


def build_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The e-mail message: plain text, and an invitation both as a calendar part and as an attached file.

    Raises Unsendable for an address that mail servers don't accept.
    """
    own_address = ascii_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    domain = own_address.rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body,
        from_email=formataddr((_sender_name(mail.from_name), own_address)),
        to=[formataddr((mail.to_name, ascii_address(mail.to_address)))],
        reply_to=[ascii_address(mail.reply_to)] if mail.reply_to else None,
        headers={
            "Message-ID": f"<outbox-{mail.pk}-{mail.created_at.timestamp():.0f}@{domain}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: asks for no out-of-office replies
        },
    )
    message.encoding = utf8_charset_qp  # quoted-printable: short ASCII lines, which every mail server accepts
    if mail.calendar:
        # The charset is added with the text; naming it here would add a second one.
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
        message.attach("invite.ics", mail.calendar.encode(), "application/ics")
    return message


def _sender_name(person: str) -> str:
    if not person:
        return settings.WAGTAIL_SITE_NAME
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(person)s via %(site)s") % {"person": person, "site": settings.WAGTAIL_SITE_NAME}


def _claim(pk: int, now: datetime) -> OutgoingMail | None:
    """Claim the mail; None when another sender was first. The attempt is counted at its start, so that a message that
    kills its sender is parked in the end too."""
    claimed = due(now).filter(pk=pk).update(claimed_until=timezone.now() + CLAIM, attempts=F("attempts") + 1)
    return OutgoingMail.objects.get(pk=pk) if claimed else None


def _put_back(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    wait = RETRY_WAITS[mail.attempts - 1] if mail.attempts < MAX_ATTEMPTS else timedelta(0)
    reason = f"{type(error).__name__}: {error}"[:300]
    OutgoingMail.objects.filter(pk=mail.pk).update(claimed_until=None, run_after=now + wait, last_error=reason)
    if mail.attempts < MAX_ATTEMPTS:
        log.warning("mail %s was not sent (%s); next try in %s", mail.pk, type(error).__name__, wait)
    else:
        log.error("mail %s is parked after %s tries (%s)", mail.pk, MAX_ATTEMPTS, type(error).__name__)
