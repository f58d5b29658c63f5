"""What waits to be told by mail, and what each person has chosen."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.notifications.enums import NewsChoice


class Notification(models.Model):
    """One thing to tell one person. It names the thing and holds no text, and is deleted when it is mailed or dropped.

    `kind` is the template of a `Kind`; `about` is the primary key of the object that its function reads.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    about = models.PositiveBigIntegerField()
    #: A word that the function of the kind cannot read from the object, such as why an example waits again.
    detail = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Recipient(VersionedModel):
    """A person's choice about news, and the day of the last mail. The row is locked while the mail is composed, so that
    two workers never send two on a day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_recipient"
    )
    news = models.CharField(_("news"), max_length=10, choices=NewsChoice, default=NewsChoice.AT_ONCE)
    mailed_on = models.DateField(null=True, editable=False)
    #: The Monday whose weekly digest was noted.
    weekly_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("recipient of mails")
        verbose_name_plural = _("recipients of mails")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.news}"
