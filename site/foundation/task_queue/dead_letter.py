"""Parked tasks (dead letters): tasks whose attempts are used up."""

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
    """Park tasks that have no attempts left and no valid claim, also when the worker was killed at the last attempt.
    Return how many. Sends `task_parked` in the same transaction."""
    exhausted = unfinished().filter(unclaimed(now), attempts__gte=retry_policy.max_attempts())
    parked = 0
    for task in exhausted:
        with transaction.atomic():
            if not exhausted.filter(pk=task.pk).update(parked_at=now, claimed_until=None):
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
    """Reset parked tasks (all, or these) to the attempts of a new task. Return how many."""
    chosen = parked() if pks is None else parked().filter(pk__in=list(pks))
    return chosen.update(parked_at=None, attempts=0, run_after=timezone.now())
