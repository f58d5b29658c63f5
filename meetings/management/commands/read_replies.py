"""`manage.py read_replies [FILE …]`: answers that calendar programs sent, from the mailbox or from files."""

import imaplib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from meetings.convening.replies.calendar_reply import MAX_MAIL_BYTES
from meetings.convening.replies.mailbox import unread_mails
from meetings.convening.replies.store_calendar_reply import store_calendar_reply


class Command(BaseCommand):
    help = (
        "Reads answers to invitations (iTIP REPLY) from the mailbox of the settings REPLY_IMAP_…, or from files with "
        "one mail each. Mails that were read are marked as seen. Run it every few minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: object, **options: Any) -> None:
        taken = other = 0
        try:
            mails = self._files(options["files"]) if options["files"] else unread_mails()
            for mail in mails:
                if store_calendar_reply(mail, now=timezone.now()):
                    taken += 1
                else:
                    other += 1
        except (OSError, imaplib.IMAP4.error) as error:
            raise CommandError(f"The mailbox could not be read: {type(error).__name__}. Nothing is lost.") from error
        self.stdout.write(f"{taken} answers noted, {other} other mails")

    def _files(self, files: list[Path]) -> Iterator[bytes]:
        for file in files:
            with file.open("rb") as opened:
                yield opened.read(MAX_MAIL_BYTES + 1)
