"""Documents that were sent, exported or frozen, and the evidence they hold, so that the page of an objection can name
them.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.kinds.enums import MediaKind
from meetings.evidence.enums import SentKind
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage


class SentDocument(models.Model):
    """One document that was sent or exported. It holds no text, names or files, only the fact that they were in it."""

    kind = models.CharField(_("what it is"), max_length=30, choices=SentKind)
    meeting = models.ForeignKey(MeetingPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    #: Role -> number of people. No names: whoever must be notified is found by role.
    recipients = models.JSONField(_("to"), default=dict, blank=True)
    #: The first digits of a hash, one of our file names or a case number, to find the document again.
    reference = models.CharField(_("reference"), max_length=80, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("document that was sent")
        verbose_name_plural = _("documents that were sent")

    def __str__(self) -> str:
        return f"{self.kind} {timezone.localdate(self.made_at)}"


class HeldItem(models.Model):
    """One piece of evidence, or with `item_key` one file of it, that the document holds."""

    document = models.ForeignKey(SentDocument, on_delete=models.CASCADE, related_name="holds")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")
    item_key = models.UUIDField(null=True, blank=True, db_index=True)
    #: The kind of file; empty for the words of the piece.
    item_kind = models.CharField(max_length=12, choices=MediaKind, blank=True)
    deleted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "evidence", "item_key"], name="held_once_in_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.item_kind or 'evidence'}"
