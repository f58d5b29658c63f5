"""How the work outside the pages goes: what waits, what was given up, and whether anybody works at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.mail.send_outbox import due as due_mail
from foundation.mail.send_outbox import parked as parked_mail
from foundation.task_queue import claims
from foundation.task_queue.dead_letter import parked as parked_tasks
from foundation.task_queue.queued_task import QueuedTask

#: A worker looks every second; when something has waited for so long, none is at work.
TOO_LONG = timedelta(minutes=5)
MOST_SHOWN = 50

#: What the house's own tasks do, for somebody who has not read the code.
NAMES: dict[str, Promise] = {
    "media.tasks.prepare_media": _("Make a file ready"),
    "meetings.evidence.retention.delete_expired.delete_expired_daily": _("Delete what has passed its date"),
    "media.tasks.delete_old_views": _("Delete old entries of the view log"),
    "media.tasks.sweep_files": _("Remove files that were left behind"),
    "foundation.forms.sent_form.forget_sent_forms": _("Forget which forms were sent"),
    "foundation.forget_sent_mails.forget_sent_mails": _("Delete mails that were sent some time ago"),
    "foundation.task_queue.cleanup.clear_sessions": _("Remove sign-ins that have ended"),
    "foundation.task_queue.cleanup.forget_finished_tasks": _("Remove finished tasks from the list"),
}


@dataclass(frozen=True)
class FailedWork:
    """One task or mail as an operator sees it: never what it is about, nor whom."""

    pk: int
    name: str
    since: datetime
    tries: int
    error: str = ""


@dataclass(frozen=True)
class GivenBack:
    """`machine` has not what a task needs; `reason` is for whoever looks after it."""

    machine: str
    since: datetime
    reason: str


def operation_context(now: datetime) -> dict[str, Any]:
    """For the page: `parked_tasks`, `parked_mails` and `waiting` (Rows, the oldest first, at most fifty of each), their
    counts, and `nobody_works_since` (a moment, or None); `given_back`
    (GivenBack rows)."""
    mails, tasks = parked_mail(now), parked_tasks()
    waiting = claims.unfinished()
    shown = list(waiting.order_by("pk")[:MOST_SHOWN])
    oldest_task = claims.due(now).order_by("run_after").values_list("run_after", flat=True).first()
    oldest_mail = due_mail(now).order_by("run_after").values_list("run_after", flat=True).first()
    since = min((moment for moment in (oldest_task, oldest_mail) if moment), default=None)
    return {
        "parked_tasks": [_of_task(task) for task in tasks.order_by("pk")[:MOST_SHOWN]],
        "parked_tasks_count": tasks.count(),
        "parked_mails": [
            FailedWork(mail.pk, str(_("A mail")), mail.created_at, mail.attempts, mail.last_error.partition(":")[0])
            for mail in mails.only("pk", "created_at", "attempts", "last_error")[:MOST_SHOWN]
        ],
        "parked_mails_count": mails.count(),
        "waiting": [_of_task(task) for task in shown],
        "waiting_count": waiting.count(),
        "given_back": _given_back(shown, now),
        "nobody_works_since": since if since and since < now - TOO_LONG else None,
    }


def _given_back(waiting: list[QueuedTask], now: datetime) -> list[GivenBack]:
    """What workers gave back lately because something is not on their machine, one row a machine and reason."""
    lately = [task for task in waiting if task.given_back_at and task.given_back_at > now - TOO_LONG]
    latest = {(task.given_back_by.split("-")[0], task.last_error): task.given_back_at for task in lately}
    return [GivenBack(machine, since, reason) for (machine, reason), since in latest.items() if since]


def _of_task(task: QueuedTask) -> FailedWork:
    return FailedWork(task.pk, str(NAMES.get(task.path, task.path)), task.enqueued_at, task.attempts, task.last_error)
