"""Run the demo's actions at dates in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.utils import timezone


@contextmanager
def demo_clock(day: date, hour: int = 10) -> Iterator[datetime]:
    """Context in which `timezone.now()` is `hour` o'clock on `day`. For the demo only."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    with mock.patch("django.utils.timezone.now", lambda: moment):
        yield moment
