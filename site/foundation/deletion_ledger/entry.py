"""Model: an act that waits to be written to the ledger. It is there exactly when the act is committed."""

from django.db import models
from django.utils import timezone


class LedgerEntry(models.Model):
    """Keys and states only, as in the event log. The row is deleted when the line is on the disk."""

    at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.act} {self.object_type} {self.object_id}"
