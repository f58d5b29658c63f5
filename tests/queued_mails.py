"""The mails that wait in the queue, and a worker that sends them."""

from django.db.models import QuerySet

from foundation.mail.outgoing_mail import OutgoingMail
from foundation.mail.send_mail import send_mail
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.worker import Worker
from meetings.notifications.mail_waiting import mail_waiting
from meetings.notifications.models import Notification, Recipient


def mail_tasks() -> QuerySet[QueuedTask]:
    """Those that send mail, and not those that first combine what people are told."""
    return QueuedTask.objects.filter(path=send_mail.module_path)


def queued_mails() -> list[OutgoingMail]:
    """Those that have not been sent, in the order they were enqueued; first what waits to be combined is."""
    mail_waiting.call()
    tasks = mail_tasks().filter(finished_at=None).order_by("pk")
    return [OutgoingMail(**arguments["kwargs"]) for arguments in tasks.values_list("arguments", flat=True)]


def forget_mails() -> None:
    """Begin anew: nothing is waiting, and nobody has got today's mail."""
    mail_tasks().delete()
    Notification.objects.all().delete()
    Recipient.objects.update(mailed_on=None)


def queued_mail(to: str) -> OutgoingMail:
    """The only mail to this address."""
    (mail,) = (mail for mail in queued_mails() if mail.to == to)
    return mail


def send_mails() -> int:
    """Send what is due. Returns how many were sent."""
    return Worker(lanes={"mail": 1}).run_once()
