"""Daily task that deletes old sent mails: the recipient has the mail, and the event log has the event."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from foundation.mail.outgoing_mail import OutgoingMail


@task(queue_name="nightly")
def forget_sent_mails(day: str) -> None:
    """Delete mails sent more than MAIL_KEEP_DAYS days ago. Waiting and parked ones stay until they are sent."""
    OutgoingMail.objects.filter(sent_at__lt=timezone.now() - timedelta(days=settings.MAIL_KEEP_DAYS)).delete()
