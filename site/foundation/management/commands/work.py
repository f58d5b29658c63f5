"""`manage.py work [--once] [--lane NAME=N …] [--list-parked] [--retry-parked]`."""

import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.infrastructure.startup_checks import require_ready
from foundation.task_queue.dead_letter import parked, retry_parked
from foundation.task_queue.engine import worker_class
from foundation.task_queue.worker import Worker


def _lane(text: str) -> tuple[str, int]:
    """Parse `films=1`, or `films` with as many as in the settings. Raises ValueError."""
    name, _equals, number = text.partition("=")
    if name not in settings.TASK_LANES:
        raise ValueError(name)
    return name, max(1, int(number or settings.TASK_LANES[name]))


class Command(BaseCommand):
    help = "Runs a worker until stopped: processes files, sends mail, and runs the daily tasks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run only what is due now, then stop")
        lanes = ", ".join(f"{lane}={number}" for lane, number in settings.TASK_LANES.items())
        parser.add_argument(
            "--lane",
            action="append",
            default=[],
            type=_lane,
            metavar="NAME[=N]",
            help=f"only this lane, N tasks at a time ({lanes})",
        )
        parser.add_argument("--list-parked", action="store_true", help="list tasks that failed five times")
        parser.add_argument("--retry-parked", action="store_true", help="give parked tasks five new attempts")

    def handle(self, *args: object, **options: Any) -> None:
        if options["list_parked"]:
            self._list_parked()
        elif options["retry_parked"]:
            self.stdout.write(f"{retry_parked()} task(s) will be tried again")
        elif options["once"]:
            self._require_ready()
            self.stdout.write(f"{worker_class()(lanes=dict(options['lane']) or None).run_once()} task(s) done")
        else:
            self._require_ready()
            self._until_stopped(worker_class()(lanes=dict(options["lane"]) or None))

    def _require_ready(self) -> None:
        try:
            require_ready()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None

    def _until_stopped(self, worker: Worker) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)  # don't wait for the thread of a task that did not end in time; it was given back to the queue

    def _list_parked(self) -> None:
        tasks = list(parked())
        for task in tasks:
            since = timezone.localtime(task.enqueued_at)
            recipient = task.arguments.get("kwargs", {}).get("to", "")  # of a mail
            self.stdout.write(f"{task.pk}\t{since:%Y-%m-%d %H:%M}\t{task.path}\t{recipient}\t{task.last_error}")
        self.stdout.write(f"{len(tasks)} parked")
