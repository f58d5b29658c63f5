"""Context of the operation page: waiting and parked tasks and mails, and whether any worker is running."""

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

#: Workers poll every second; when something due has waited for so long, none is running.
TOO_LONG = timedelta(minutes=5)
MOST_SHOWN = 50

#: Descriptions of our tasks for operators.
NAMES: dict[str, Promise] = {
    "media.tasks.prepare_media": _("Process a file"),
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
    """One task or mail for an operator: never its content, nor the people concerned."""

    pk: int
    name: str
    since: datetime
    tries: int
    error: str = ""


@dataclass(frozen=True)
class GivenBack:
    """`machine` lacks something that a task needs; `reason` tells the operator what."""

    machine: str
    since: datetime
    reason: str


def operation_context(now: datetime) -> dict[str, Any]:
    """Template context: `parked_tasks`, `parked_mails` and `waiting` (FailedWork, the oldest first, at most fifty of
    each), their counts, `nobody_works_since` (a datetime, or None), and `given_back` (list of GivenBack)."""
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
    """Tasks given back in the last TOO_LONG because something is missing on a machine, one row a machine and reason."""
    lately = [task for task in waiting if task.given_back_at and task.given_back_at > now - TOO_LONG]
    latest = {(task.given_back_by.split("-")[0], task.last_error): task.given_back_at for task in lately}
    return [GivenBack(machine, since, reason) for (machine, reason), since in latest.items() if since]


def _of_task(task: QueuedTask) -> FailedWork:
    return FailedWork(task.pk, str(NAMES.get(task.path, task.path)), task.enqueued_at, task.attempts, task.last_error)
