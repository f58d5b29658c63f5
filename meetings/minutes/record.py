"""The proof of an approval, and what is added afterwards."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from meetings.minutes.pages import MinutesPage


class ApprovalRecord(models.Model):
    """What was approved, by whom and when. PROTECT keeps minutes, their revision and all pages above them."""

    minutes = models.OneToOneField(MinutesPage, on_delete=models.PROTECT, related_name="approval")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)
    version = models.PositiveIntegerField()  # of the minutes that were read and approved
    #: The approved content in canonical JSON (meetings.minutes.canonical) and its SHA-256.
    content: Any = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.minutes} {self.approved_at:%Y-%m-%d}"


class Addendum(models.Model):
    """A correction written after approval; the approved text never changes."""

    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField(_("text"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")

    def __str__(self) -> str:
        return f"{self.minutes} +{self.pk}"
