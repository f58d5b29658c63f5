"""Claim, renew, finish and release tasks. Each step is one conditional update, so that only one worker succeeds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from foundation.task_queue import retry_policy
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.wrong_machine import WAIT_FOR_OTHER_WORKERS, WAIT_FOR_SAME_WORKER

#: Workers poll every second; when something due has waited for so long, none is running.
TOO_LONG = timedelta(minutes=5)


def unfinished() -> QuerySet[QueuedTask]:
    return QueuedTask.objects.filter(finished_at=None, parked_at=None)


def unclaimed(now: datetime) -> Q:
    """Filter for tasks without a valid claim: never claimed, expired, or so far ahead that the clock must have
    jumped."""
    ahead = Q(claimed_until__gt=now + 2 * retry_policy.lease())
    return Q(claimed_until=None) | Q(claimed_until__lt=now) | ahead


def due(now: datetime) -> QuerySet[QueuedTask]:
    """Return the tasks that a worker may claim now, by priority. Includes tasks of workers that died."""
    found = unfinished().filter(unclaimed(now), run_after__lte=now, attempts__lt=retry_policy.max_attempts())
    return found.order_by("-priority", "run_after", "pk")


def due_again(pk: int, now: datetime) -> datetime | None:
    """Return when the task may be claimed next, not before `now`; None when it is finished, parked or deleted, or has
    used up its attempts."""
    task = unfinished().filter(pk=pk, attempts__lt=retry_policy.max_attempts()).first()
    if task is None:
        return None
    is_held = task.claimed_until is not None and task.claimed_until <= now + 2 * retry_policy.lease()
    return max(now, task.run_after, task.claimed_until if is_held and task.claimed_until else now)


def waiting_since(now: datetime) -> datetime | None:
    """Return since when the oldest task that a worker may claim now has been due."""
    return due(now).order_by("run_after").values_list("run_after", flat=True).first()


def claim(pk: int, worker: str) -> QueuedTask | None:
    """Claim the task for `worker` until the lease ends; None when another was first. The attempt is counted at its
    start, so that a task that kills its worker is parked in the end too."""
    now = timezone.now()
    ours = (
        due(now)
        .order_by()
        .filter(pk=pk)
        .update(claimed_until=now + retry_policy.lease(), claimed_by=worker, attempts=F("attempts") + 1, started_at=now)
    )
    return QueuedTask.objects.get(pk=pk) if ours else None


def claims_held(pks: Iterable[int], worker: str) -> QuerySet[QueuedTask]:
    return unfinished().filter(pk__in=list(pks), claimed_by=worker)


def renew(pks: Iterable[int], worker: str) -> int:
    """Extend the leases (heartbeat). Returns the number of claims still held."""
    return claims_held(pks, worker).update(claimed_until=timezone.now() + retry_policy.lease())


def finish(task: QueuedTask, worker: str) -> bool:
    """Mark the task as finished and erase its argument `secret`. Return whether it was: not when another worker has
    claimed it since, because this one's lease ran out."""
    done: dict[str, object] = {"finished_at": timezone.now(), "claimed_until": None, "last_error": ""}
    if task.arguments.get("kwargs", {}).get("secret"):
        done["arguments"] = {**task.arguments, "kwargs": {**task.arguments["kwargs"], "secret": ""}}
    return bool(claims_held([task.pk], worker).update(**done))


def schedule_retry(task: QueuedTask, worker: str, error: str) -> bool:
    """Schedule the next attempt after an error. Return whether the claim was still valid. Tasks without attempts left
    are parked by `park_exhausted`."""
    wait = retry_policy.retry_waits()[min(task.attempts, retry_policy.max_attempts() - 1) - 1]
    later = {"run_after": timezone.now() + wait, "claimed_until": None, "last_error": error}
    return bool(claims_held([task.pk], worker).update(**later))


def give_back(task: QueuedTask, worker: str, reason: str) -> bool:
    """Release a task that can't be done on this machine, for other workers. Return whether the claim was still valid.
    It does not count as an attempt."""
    now = timezone.now()
    back = {
        "claimed_until": None,
        "attempts": F("attempts") - 1,
        "run_after": now + WAIT_FOR_OTHER_WORKERS,
        "given_back_at": now,
        "given_back_by": worker,
        "last_error": reason[:300],
    }
    return bool(claims_held([task.pk], worker).update(**back))


def recently_given_back(worker: str, now: datetime) -> Q:
    """Filter for tasks that `worker` gave back less than WAIT_FOR_SAME_WORKER ago."""
    return Q(given_back_by=worker, given_back_at__gt=now - WAIT_FOR_SAME_WORKER)


def release(pks: Iterable[int], worker: str) -> int:
    """Return unfinished tasks of a worker that stops. It does not count as an attempt. Returns how many."""
    return claims_held(pks, worker).update(claimed_until=None, attempts=F("attempts") - 1)
