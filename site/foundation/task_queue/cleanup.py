"""Daily tasks that delete finished tasks and expired sessions."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from foundation.task_queue.queued_task import QueuedTask

KEPT = timedelta(days=30)


@task(queue_name="nightly")
def forget_finished_tasks(day: str) -> None:
    """Delete tasks finished more than 30 days ago. Parked ones stay until an operator retries them."""
    QueuedTask.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()


@task(queue_name="nightly")
def clear_sessions(day: str) -> None:
    call_command("clearsessions")
