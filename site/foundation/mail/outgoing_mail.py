"""Mail that leaves later, once: written in the same transaction as the act it tells of."""

from django.db import models
from django.utils import timezone


class OutgoingMail(models.Model):
    """One message to one person, waiting or sent. `send_outbox` delivers; a hanging mail server never holds a page.
    Sent ones are deleted after MAIL_KEEP_DAYS (`forget_sent_mails`)."""

    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField()
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    #: The body opens something, such as a link for a new password: it is removed as soon as the mail is sent.
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
