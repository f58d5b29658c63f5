"""Enqueue the daily tasks once a day; any worker may do it."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.task_queue.enqueue_once import enqueue_once
from foundation.task_queue.queued_task import QueuedTask

#: Local time from which the daily tasks are enqueued; a worker that starts later enqueues them then.
DAILY_HOUR = 3
DAILY_KEY_PREFIX = "daily "  # begins their effect keys


def enqueue_daily(now: datetime) -> bool:
    """Enqueue each of `settings.DAILY_TASKS` (dotted paths of tasks that take `day`, an ISO date), once a day. Return
    whether it was done now: not before HOUR."""
    if timezone.localtime(now).hour < DAILY_HOUR:
        return False
    day = timezone.localdate(now).isoformat()
    for path in settings.DAILY_TASKS:
        enqueue_once(import_string(path), day=day, effect_key=f"{DAILY_KEY_PREFIX}{path} {day}")
    return True


def last_enqueued() -> date | None:
    """Return the day of the latest daily task."""
    last = QueuedTask.objects.filter(effect_key__startswith=DAILY_KEY_PREFIX).order_by("-pk").first()
    return date.fromisoformat(str(last.effect_key).rpartition(" ")[2]) if last else None
