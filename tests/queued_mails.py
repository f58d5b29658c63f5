"""The mails that wait in the queue, and a worker that sends them."""

from django.db.models import QuerySet

from foundation.mail.outgoing_mail import OutgoingMail
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.worker import Worker


def mail_tasks() -> QuerySet[QueuedTask]:
    return QueuedTask.objects.filter(lane="mail")


def queued_mails() -> list[OutgoingMail]:
    """Those that have not been sent, in the order they were enqueued."""
    tasks = mail_tasks().filter(finished_at=None).order_by("pk")
    return [OutgoingMail(**arguments["kwargs"]) for arguments in tasks.values_list("arguments", flat=True)]


def queued_mail(to: str) -> OutgoingMail:
    """The only mail to this address."""
    (mail,) = (mail for mail in queued_mails() if mail.to == to)
    return mail


def send_mails() -> int:
    """Send what is due. Returns how many were sent."""
    return Worker(lanes={"mail": 1}).run_once()
