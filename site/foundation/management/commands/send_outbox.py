"""`manage.py send_outbox [--loop] [--list-parked] [--retry-parked]`."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from foundation.mail.send_outbox import parked, send_outbox

log = logging.getLogger("laeringsrum.mail")


class Command(BaseCommand):
    help = "Sends the mails that wait in the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="run until stopped")
        parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="interval of the loop")
        parser.add_argument("--list-parked", action="store_true", help="list mails that failed five times")
        parser.add_argument("--retry-parked", action="store_true", help="give parked mails five new attempts")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list_parked"]:
            self._list_parked()
        elif options["retry_parked"]:
            count = parked(timezone.now()).update(attempts=0, run_after=timezone.now())
            self.stdout.write(f"{count} mail(s) will be tried again")
        elif options["loop"]:
            self._loop(options["every"])
        else:
            sent, failed = send_outbox(now=timezone.now())
            self.stdout.write(f"{sent} sent, {failed} not sent")

    def _list_parked(self) -> None:
        mails = list(parked(timezone.now()))
        for mail in mails:
            since = timezone.localtime(mail.created_at)
            self.stdout.write(f"{mail.pk}\t{since:%Y-%m-%d %H:%M}\t{mail.to_address}\t{mail.last_error}")
        self.stdout.write(f"{len(mails)} parked")

    def _loop(self, every: float) -> None:
        """Send until SIGTERM or SIGINT, checked between batches; retry while the database is unavailable."""
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            try:
                # Small batches, so that it stops soon after a signal.
                sent, _failed = send_outbox(now=timezone.now(), limit=5)
            except DatabaseError as error:
                log.error("the outbox could not be read (%s)", type(error).__name__)
                sent = 0
            close_old_connections()
            if not sent:
                stopping.wait(every)
