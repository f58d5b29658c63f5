"""The outbox: mail that is written in the transaction of an action and sent later, once."""

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """One message to one person, waiting or sent. `send_outbox` delivers it, so that no page waits for a mail server.
    Sent ones are deleted after MAIL_KEEP_DAYS (`forget_sent_mails`)."""

    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField()
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    #: The body contains a secret, such as a password reset link: it is emptied as soon as the mail is sent.
    holds_key = models.BooleanField(default=False)
    calendar = models.TextField(blank=True)  # an iCalendar object (RFC 5545), empty for none
    calendar_method = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, db_index=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.to_address}: {self.subject}"
