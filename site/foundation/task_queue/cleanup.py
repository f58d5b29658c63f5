"""Daily tasks that delete finished tasks and expired sessions."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from foundation.task_queue.queued_task import QueuedTask

FINISHED_TASKS_KEPT = timedelta(days=30)


@task(queue_name="nightly")
def forget_finished_tasks(day: str) -> None:
    """Delete mails sent more than MAIL_KEEP_DAYS ago, and other tasks finished more than 30 days ago. Waiting and
    parked ones stay."""
    now, mail = timezone.now(), Q(lane="mail")
    old_mails = mail & Q(finished_at__lt=now - timedelta(days=settings.MAIL_KEEP_DAYS))
    QueuedTask.objects.filter(old_mails | ~mail & Q(finished_at__lt=now - FINISHED_TASKS_KEPT)).delete()


@task(queue_name="nightly")
def clear_sessions(day: str) -> None:
    call_command("clearsessions")
