"""Who works on what: each step is one conditional update, so that of several workers one wins and the others go on."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from foundation.task_queue import retry_policy
from foundation.task_queue.not_possible_here import FOR_ITSELF, FOR_OTHERS
from foundation.task_queue.queued_task import QueuedTask


def unfinished() -> QuerySet[QueuedTask]:
    return QueuedTask.objects.filter(finished_at=None, parked_at=None)


def unclaimed(now: datetime) -> Q:
    """Nobody holds it: never claimed, run out, or running so far ahead that the clock must have jumped."""
    ahead = Q(claimed_until__gt=now + 2 * retry_policy.lease())
    return Q(claimed_until=None) | Q(claimed_until__lt=now) | ahead


def due(now: datetime) -> QuerySet[QueuedTask]:
    """What a worker may take now, the most urgent first. A task whose worker died is among them."""
    found = unfinished().filter(unclaimed(now), run_after__lte=now, attempts__lt=retry_policy.most_tries())
    return found.order_by("-priority", "run_after", "pk")


def claim(pk: int, worker: str) -> QueuedTask | None:
    """The task is ours until the lease ends; None when another was first. A try counts when it begins: a task that
    kills its worker is parked like any other."""
    now = timezone.now()
    ours = (
        due(now)
        .order_by()
        .filter(pk=pk)
        .update(claimed_until=now + retry_policy.lease(), claimed_by=worker, attempts=F("attempts") + 1, started_at=now)
    )
    return QueuedTask.objects.get(pk=pk) if ours else None


def held(pks: Iterable[int], worker: str) -> QuerySet[QueuedTask]:
    return unfinished().filter(pk__in=list(pks), claimed_by=worker)


def renew(pks: Iterable[int], worker: str) -> int:
    """The heartbeat."""
    return held(pks, worker).update(claimed_until=timezone.now() + retry_policy.lease())


def finish(task: QueuedTask, worker: str) -> bool:
    """False when somebody else holds it by now: this worker was taken for dead."""
    done = {"finished_at": timezone.now(), "claimed_until": None, "last_error": ""}
    return bool(held([task.pk], worker).update(**done))


def put_back(task: QueuedTask, worker: str, error: str) -> bool:
    """After an error: to be tried again later, as long as a try is left (`park_the_hopeless` sees to the others)."""
    wait = retry_policy.waits()[min(task.attempts, retry_policy.most_tries() - 1) - 1]
    later = {"run_after": timezone.now() + wait, "claimed_until": None, "last_error": error}
    return bool(held([task.pk], worker).update(**later))


def give_back(task: QueuedTask, worker: str, reason: str) -> bool:
    """This worker can't do it; another may, soon. It is no try."""
    now = timezone.now()
    back = {
        "claimed_until": None,
        "attempts": F("attempts") - 1,
        "run_after": now + FOR_OTHERS,
        "given_back_at": now,
        "given_back_by": worker,
        "last_error": reason[:300],
    }
    return bool(held([task.pk], worker).update(**back))


def given_back_lately(worker: str, now: datetime) -> Q:
    return Q(given_back_by=worker, given_back_at__gt=now - FOR_ITSELF)


def release(pks: Iterable[int], worker: str) -> int:
    """A worker that is asked to stop gives back what it did not finish; it is no try."""
    return held(pks, worker).update(claimed_until=None, attempts=F("attempts") - 1)
