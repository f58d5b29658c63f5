"""The model of one upload under way."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.kinds.enums import MediaKind


class UploadQuerySet(models.QuerySet["Upload"]):
    def under_way(self, now: datetime) -> Self:
        """Uploads that are neither finished nor expired."""
        return self.filter(finished_at=None, expires_at__gt=now)


class Upload(models.Model):
    """One file that somebody is adding to evidence, and how much of it is stored.

    The bytes are where `part_store` says. `offset` is saved after they are safe there; it reaches `length` only in
    the transaction that hands the file over to ingest, so that a complete upload has always become an item.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    evidence = models.ForeignKey(
        "meetings.Evidence", verbose_name=_("evidence"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=MediaKind)
    name = models.CharField(_("file name"), max_length=100, blank=True)
    #: Hash by which the person's browser recognises the file after the page was reloaded; of no meaning to the server.
    fingerprint = models.CharField(max_length=64, blank=True)
    #: See `MediaItem.chosen_order`. A resumed upload keeps it.
    chosen_order = models.PositiveBigIntegerField(default=0)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    #: Of the store, while the bytes are in a bucket (`parts_in_bucket`).
    multipart_id = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    #: Key of the item it became.
    item_key = models.UUIDField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["id"]
        indexes = [models.Index(fields=["by", "evidence"], name="upload_by_evidence")]
        constraints = [
            models.CheckConstraint(
                name="upload_not_beyond_its_length", condition=models.Q(offset__lte=models.F("length"))
            ),
            models.CheckConstraint(
                name="upload_finished_when_all_is_here",
                condition=models.Q(finished_at=None, offset__lt=models.F("length"))
                | models.Q(finished_at__isnull=False, offset=models.F("length")),
            ),
        ]

    def __str__(self) -> str:
        return f"upload {str(self.key)[:8]}"  # never the file name: it may name a child
