"""What the deep check looks at. A check has a `title`, and fails with a sentence that says what is wrong and what to
do."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from health_check import checks as library
from health_check.base import HealthCheck, HealthCheckResult
from health_check.exceptions import ServiceUnavailable

from foundation.audit_seal.state import log_state
from foundation.backup.state import backup_state
from foundation.task_queue.claims import TOO_LONG, waiting_since
from foundation.task_queue.daily import last_enqueued
from foundation.task_queue.dead_letter import parked
from foundation.task_queue.engine import running_workers
from foundation.text import danish_formats
from media.ingest.virus_scan import scanner

MIN_FREE_DISK = 5 * 2**30  # bytes
PATIENCE = timedelta(seconds=5)  # for each answer of another server


@dataclass(repr=False)
class Check(HealthCheck):
    title: ClassVar[Promise]

    def __repr__(self) -> str:
        return type(self).__name__

    def run(self) -> None:
        """Raises ServiceUnavailable with the sentence. Synchronous, with the connection of the request."""
        try:
            problem = self.problem()
        except DatabaseError as error:
            raise ServiceUnavailable(_("The database does not answer, so this was not checked.")) from error
        if problem:
            raise ServiceUnavailable(problem)

    def problem(self) -> str:
        """A sentence, or ""."""
        raise NotImplementedError


def _failure_of(probe: Callable[[], object], sentence: str) -> str:
    """`sentence` when `probe` raises anything at all: what other servers' clients raise is no closed list."""
    try:
        probe()
    except Exception as error:
        return f"{sentence} ({type(error).__name__})"
    return ""


class Database(Check):
    title = gettext_lazy("Database")

    def problem(self) -> str:
        return _failure_of(library.Database().run, _("The database does not answer. Pages answer 503 until it does."))


class Files(Check):
    title = gettext_lazy("Files")

    def problem(self) -> str:
        sentence = _("No file can be written and read again. Look at the disk, or at the object store.")
        return _failure_of(library.Storage().run, sentence)


class Disk(Check):
    title = gettext_lazy("Disk")

    def problem(self) -> str:
        free = shutil.disk_usage(settings.DATA_DIR).free
        if free >= MIN_FREE_DISK:
            return ""
        return _("Only %(free)s GB are free in the data directory. Uploads are refused when it is full.") % {
            "free": danish_formats.format_number(free / 2**30, 1)
        }


class Queue(Check):
    title = gettext_lazy("Worker")

    def problem(self) -> str:
        now = timezone.now()
        since = waiting_since(now)
        if since is None or since >= now - TOO_LONG:
            is_missing = running_workers(now) == 0
            return _("No worker has sent a heartbeat lately. Start one: manage.py work") if is_missing else ""
        return _("Something has waited since %(moment)s: no worker is running. Start it: manage.py work") % {
            "moment": danish_formats.moment(since)
        }


class ParkedTasks(Check):
    title = gettext_lazy("Tasks that were given up")

    def problem(self) -> str:
        count = parked().count()
        sentence = ngettext(
            "%(count)s task was given up. Correct the cause, and try it again under Operation.",
            "%(count)s tasks were given up. Correct the cause, and try them again under Operation.",
            count,
        )
        return sentence % {"count": count} if count else ""


class NightlyWork(Check):
    title = gettext_lazy("Nightly work")

    def problem(self) -> str:
        """One night may be under way; what was to be deleted has waited too long when the one before is missing too."""
        today, last = timezone.localdate(), last_enqueued()
        if last is None:
            return _("The nightly work has not run yet. A worker begins it at three in the morning.")
        if last >= today - timedelta(days=1):
            return ""
        return _("The nightly work ran last on %(day)s. Look whether a worker is running.") % {
            "day": danish_formats.format_date(last)
        }


class Mail(Check):
    title = gettext_lazy("Mail")

    def problem(self) -> str:
        sentence = _("The mail server does not answer. Mails wait, and are sent when it does.")
        return _failure_of(library.Mail(timeout=PATIENCE).run, sentence)


class Scanner(Check):
    title = gettext_lazy("Virus scanner")

    def problem(self) -> str:
        sentence = _("The virus scanner does not answer. Uploads wait, and are not shown before they are scanned.")
        return _failure_of(scanner(settings.CLAMD_ADDRESS, PATIENCE.seconds).ping, sentence)


class SharedCache(Check):
    title = gettext_lazy("Cache")

    def problem(self) -> str:
        """`add` is the one call that an outage is not hidden from (optional_redis_cache.py)."""
        sentence = _("The shared cache does not answer. Nobody can sign in until it does.")
        return _failure_of(lambda: cache.add("monitoring", "1", timeout=1), sentence)


class Backup(Check):
    title = gettext_lazy("Backup")

    def problem(self) -> str:
        state = backup_state(timezone.now())
        if state.ledger_waits:
            return _("The ledger of deletions cannot be written. Look at its folder.")
        if state.made_at is None:
            return _("No backup has been made. Set up the timer (docs/operating.md).")
        if state.is_too_old:
            return _("The last backup was made %(moment)s.") % {"moment": danish_formats.moment(state.made_at)}
        return ""


class Log(Check):
    title = gettext_lazy("Event log")

    def problem(self) -> str:
        state = log_state(timezone.now())
        if state.finding_count:
            return _("The log is not intact. Look under Operation, and run: manage.py verify_audit")
        if state.unsealed:
            return _("Entries of the log wait for their seal. Look whether a worker is running.")
        return ""


def checks() -> list[Check]:
    """Return the checks of this installation: no scanner where none is set."""
    kinds: list[type[Check]] = [Database, Files, Disk, Queue, ParkedTasks, NightlyWork, Mail, Backup, Log]
    kinds += [Scanner] if settings.CLAMD_ADDRESS else []
    kinds += [SharedCache] if settings.REDIS_URL else []
    return [kind() for kind in kinds]


def run_checks() -> list[HealthCheckResult]:
    """Run the checks one after another: several would wait for the same database, and each probe has its own
    timeout."""
    return [_result(check) for check in checks()]


def _result(check: Check) -> HealthCheckResult:
    error, begun = None, time.perf_counter()
    try:
        check.run()
    except ServiceUnavailable as unavailable:
        error = unavailable
    return HealthCheckResult(check, error, time.perf_counter() - begun)
