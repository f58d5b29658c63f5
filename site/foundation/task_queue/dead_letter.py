"""Tasks that were tried as often as may be."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.task_queue import retry_policy
from foundation.task_queue.claims import unclaimed, unfinished
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.signals import task_parked

log = logging.getLogger("laeringsrum.tasks")


def park_exhausted(now: datetime) -> int:
    """Parks what has no try left and nobody works on, also when its worker was killed at the last one. Returns how
    many. Whoever waits for the task is told in the same transaction (`task_parked`)."""
    hopeless = unfinished().filter(unclaimed(now), attempts__gte=retry_policy.most_tries())
    parked = 0
    for task in hopeless:
        with transaction.atomic():
            if not hopeless.filter(pk=task.pk).update(parked_at=now, claimed_until=None):
                continue  # another worker was first
            task_parked.send(
                QueuedTask,
                path=task.path,
                args=task.arguments.get("args", []),
                kwargs=task.arguments.get("kwargs", {}),
            )
        log.error("%s is parked after %s tries (%s)", task, task.attempts, task.last_error or "its worker was killed")
        parked += 1
    return parked


def parked() -> QuerySet[QueuedTask]:
    return QueuedTask.objects.filter(finished_at=None).exclude(parked_at=None)


def retry_parked(pks: Iterable[int] | None = None) -> int:
    """Gives parked tasks (all, or these) as many tries as a new one has. Returns how many."""
    chosen = parked() if pks is None else parked().filter(pk__in=list(pks))
    return chosen.update(parked_at=None, attempts=0, run_after=timezone.now())
