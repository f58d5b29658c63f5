"""How long a worker may be silent, and how often a task is tried."""

from datetime import timedelta

from django.conf import settings


def lease() -> timedelta:
    """A worker that does not renew its claim for so long is taken for dead. A third of it passes between renewals."""
    return timedelta(seconds=settings.TASK_LEASE_SECONDS)


def waits() -> list[timedelta]:
    """How long to wait after the first, second, … failure."""
    return [timedelta(seconds=seconds) for seconds in settings.TASK_WAITS]


def most_tries() -> int:
    """After the last one the task is parked for a person to see."""
    return len(settings.TASK_WAITS) + 1
