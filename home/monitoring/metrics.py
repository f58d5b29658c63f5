"""Metrics for Prometheus: requests of this server's processes, and the queue as the database has it."""

import os
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from foundation.task_queue.claims import unfinished
from foundation.task_queue.dead_letter import parked
from foundation.task_queue.queued_task import QueuedTask

#: `route` is a name of the URL configuration, never an address. Refused forms are those with status 409 and 422.
REQUESTS = Counter("laeringsrum_requests", "Answered requests.", ["method", "route", "status"])
SECONDS = Histogram(
    "laeringsrum_request_seconds", "Time until the answer began.", buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
)
METHODS = {"GET", "HEAD", "POST", "PATCH", "OPTIONS", "DELETE"}


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count an answered request by method, name of the route and status; `seconds`: the time until the answer began."""
    REQUESTS.labels(method if method in METHODS else "other", route, status).inc()
    SECONDS.observe(seconds)


class QueueCollector:
    """Tasks by lane; outgoing mail is the lane `mail`."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Three statements."""
        now = timezone.now()
        waiting = GaugeMetricFamily("laeringsrum_tasks_waiting", "Tasks that wait or are under way.", labels=["lane"])
        oldest = GaugeMetricFamily(
            "laeringsrum_tasks_oldest_seconds", "For how long the oldest waiting task has been due.", labels=["lane"]
        )
        rows = unfinished().order_by().values("lane").annotate(count=Count("pk"), due=Min("run_after"))
        for row in rows:
            waiting.add_metric([row["lane"]], row["count"])
            oldest.add_metric([row["lane"]], max(0.0, (now - row["due"]).total_seconds()))
        yield waiting
        yield oldest
        finished = QueuedTask.objects.filter(finished_at__gt=now - timedelta(hours=1))
        for name, help_text, tasks in (
            ("laeringsrum_tasks_parked", "Tasks that were given up.", parked()),
            ("laeringsrum_tasks_finished_last_hour", "Tasks finished within the last hour.", finished),
        ):
            family = GaugeMetricFamily(name, help_text, labels=["lane"])
            for lane, count in tasks.order_by().values_list("lane").annotate(count=Count("pk")):
                family.add_metric([lane], count)
            yield family


def as_text() -> bytes:
    """Return the metrics in Prometheus' text format. With several processes (gunicorn.conf.py), what all of them
    counted."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
        counted = generate_latest(registry)
    else:
        counted = generate_latest(REGISTRY)
    queue = CollectorRegistry()
    queue.register(QueueCollector())
    return counted + generate_latest(queue)
