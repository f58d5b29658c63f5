"""Enqueue the daily tasks once a day; any worker may do it."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.task_queue.enqueue_once import enqueue_once

#: Local time from which the daily tasks are enqueued; a worker that starts later enqueues them then.
HOUR = 3


def enqueue_daily(now: datetime) -> bool:
    """Enqueue each of `settings.DAILY_TASKS` (dotted paths of tasks that take `day`, an ISO date), once a day. Returns
    False before HOUR."""
    if timezone.localtime(now).hour < HOUR:
        return False
    day = timezone.localdate(now).isoformat()
    for path in settings.DAILY_TASKS:
        enqueue_once(import_string(path), day=day, effect_key=f"daily {path} {day}")
    return True
