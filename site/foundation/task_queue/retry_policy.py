"""Lease time of a claim, and number and spacing of attempts (settings)."""

from datetime import timedelta

from django.conf import settings


def lease() -> timedelta:
    """Return how long a claim lasts without being renewed. Workers renew after a third of it."""
    return timedelta(seconds=settings.TASK_LEASE_SECONDS)


def retry_waits() -> list[timedelta]:
    """Wait after the first, second, … failure."""
    return [timedelta(seconds=seconds) for seconds in settings.TASK_WAITS]


def max_attempts() -> int:
    """Return the number of attempts, after which a task is parked."""
    return len(settings.TASK_WAITS) + 1
