"""Jobs of Procrastinate for our tasks. A job knows nothing but the number of its task, and one too many does no harm:
the claim of the task decides who runs it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from foundation.task_queue import retry_policy
from foundation.task_queue.claims import unfinished
from foundation.task_queue.queued_task import QueuedTask

#: Procrastinate's name of the only task that it knows besides the maintenance.
RUN_TASK = "laeringsrum.run_task"
TASKS_OF_JOBS = "SELECT (args->>'task')::bigint FROM procrastinate_jobs WHERE task_name = %s AND status::text = ANY(%s)"
AT_A_TIME = 500


def defer(tasks: Iterable[QueuedTask]) -> None:
    """Defer a job for each task, over Django's connection, so in the caller's transaction."""
    jobs = [
        Job(
            task_name=RUN_TASK, task_kwargs={"task": task.pk}, queue=_queue(task.lane), priority=task.priority,
            scheduled_at=task.run_after, lock=None, queueing_lock=None,
        )
        for task in tasks
    ]  # fmt: skip
    JobManager(DjangoConnector()).batch_defer_jobs(jobs)


def _queue(lane: str) -> str:
    """The first lane also takes tasks of lanes that are no longer in the settings."""
    return lane if lane in settings.TASK_LANES else next(iter(settings.TASK_LANES))


def defer_missing(now: datetime) -> int:
    """Defer a job for each waiting task without one, and return how many: tasks of the other engine, of a database that
    was moved or restored, parked ones that are tried again, and those whose job was lost when its outcome could not be
    stored."""
    _move_from_former_lanes()
    long_ago = now - retry_policy.lease()
    left = Q(claimed_until=None, run_after__lt=long_ago) | Q(claimed_until__lt=long_ago)
    without = ~Q(pk__in=_with_job("todo", "doing")) | left & ~Q(pk__in=_with_job("todo"))
    missing = list(unfinished().filter(without, attempts__lt=retry_policy.max_attempts())[:AT_A_TIME])
    if missing:
        defer(missing)
    return len(missing)


def _with_job(*statuses: str) -> RawSQL:
    return RawSQL(TASKS_OF_JOBS, [RUN_TASK, list(statuses)])  # noqa: S611  its words are ours


def _move_from_former_lanes() -> None:
    first, *others = settings.TASK_LANES
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET queue_name = %s "
            "WHERE task_name = %s AND status = 'todo' AND queue_name <> ALL(%s)",
            [first, RUN_TASK, [first, *others]],
        )


def workers_since(moment: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s", [moment])
        return int(cursor.fetchone()[0])


def require_tables() -> None:
    """Raises DatabaseError when they are not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM procrastinate_workers LIMIT 1")
