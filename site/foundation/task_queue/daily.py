"""What is done once a day, whichever worker comes first."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.task_queue.enqueue_once import enqueue_once

#: By the clock of the municipality; a machine that slept then does it when it wakes.
HOUR = 3


def enqueue_daily(now: datetime) -> bool:
    """Each of `settings.DAILY_TASKS` (dotted paths of tasks that take `day`, an ISO date), once a day. Returns whether
    it was late enough in the day."""
    if timezone.localtime(now).hour < HOUR:
        return False
    day = timezone.localdate(now).isoformat()
    for path in settings.DAILY_TASKS:
        enqueue_once(import_string(path), day=day, effect_key=f"daily {path} {day}")
    return True
