"""The queue's own daily task, and the sessions that have ended."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from foundation.task_queue.queued_task import QueuedTask

KEPT = timedelta(days=30)


@task(queue_name="nightly")
def forget_finished_tasks(day: str) -> None:
    """Done is done: the rows go after a month. Parked ones stay until somebody has seen to them."""
    QueuedTask.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()


@task(queue_name="nightly")
def clear_sessions(day: str) -> None:
    call_command("clearsessions")
