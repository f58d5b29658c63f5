"""The mailbox where calendar programs send their answers (settings REPLY_IMAP_…)."""

import imaplib
import ssl
from collections.abc import Iterator

from django.conf import settings
from django.core.management.base import CommandError

from meetings.convening.replies.calendar_reply import MAX_MAIL_BYTES

SECONDS = 20  # how long the server may take for an answer
MAX_AT_ONCE = 500


def unread_mails() -> Iterator[bytes]:
    """Yield the unread mails of the inbox, at most MAX_AT_ONCE. Each is marked as seen when the next is asked for.

    A mail that was not dealt with, because the caller raised, stays unread. Mails over MAX_MAIL_BYTES are left alone.
    Raises OSError and imaplib.IMAP4.error when the server does not answer or refuses, CommandError without settings.
    """
    if not settings.REPLY_IMAP_HOST:
        raise CommandError("Set REPLY_IMAP_HOST, or name files with mails.")
    host, port = settings.REPLY_IMAP_HOST, settings.REPLY_IMAP_PORT
    server = (
        imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=SECONDS)
        if settings.REPLY_IMAP_TLS
        else imaplib.IMAP4(host, port, timeout=SECONDS)
    )
    with server:
        server.login(settings.REPLY_IMAP_USER, settings.REPLY_IMAP_PASSWORD)
        server.select("INBOX")
        _status, found = server.uid("SEARCH", f"UNSEEN SMALLER {MAX_MAIL_BYTES}")
        for uid in (found[0] or b"").split()[:MAX_AT_ONCE]:
            _status, parts = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            mail = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if mail is not None:
                yield mail
                server.uid("STORE", uid.decode(), "+FLAGS (\\Seen)")
