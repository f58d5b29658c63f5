"""The demo's years lie in the past; what the verbs write down must say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.utils import timezone


@contextmanager
def demo_clock(day: date, hour: int = 10) -> Iterator[datetime]:
    """Inside, `timezone.now()` is `hour` o'clock on `day`. For the demo only: nothing else may pretend."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    with mock.patch("django.utils.timezone.now", lambda: moment):
        yield moment
