"""The engine that dispatches tasks to workers: the table, or Procrastinate (settings.TASK_ENGINE)."""

from datetime import datetime

from django.conf import settings

from foundation.task_queue import retry_policy
from foundation.task_queue.worker import Worker


def _is_procrastinate() -> bool:
    return settings.TASK_ENGINE == "procrastinate"


def worker_class() -> type[Worker]:
    if _is_procrastinate():
        from foundation.task_queue.on_procrastinate.worker import ProcrastinateWorker

        return ProcrastinateWorker
    return Worker


def running_workers(now: datetime) -> int | None:
    """Return how many of Procrastinate's workers, one for each lane of a process, have sent a heartbeat lately. None
    with the table, which stores no heartbeat."""
    if not _is_procrastinate():
        return None
    from foundation.task_queue.on_procrastinate.jobs import workers_since

    return workers_since(now - 2 * retry_policy.lease())


def problems() -> list[str]:
    """Check before the start (settings.START_CHECKS). Where the tables of the engine are not there yet, the database
    says so, and startup_checks answers."""
    if _is_procrastinate():
        from foundation.task_queue.on_procrastinate.jobs import require_tables

        require_tables()
    return []
