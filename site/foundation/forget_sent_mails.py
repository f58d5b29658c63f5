"""Sent mails are deleted: whoever got them has them, and the log says what was done."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from foundation.mail.outgoing_mail import OutgoingMail


@task(queue_name="nightly")
def forget_sent_mails(day: str) -> None:
    """Those sent more than MAIL_KEEP_DAYS ago. What waits or is parked stays until it is sent."""
    OutgoingMail.objects.filter(sent_at__lt=timezone.now() - timedelta(days=settings.MAIL_KEEP_DAYS)).delete()
