"""Who saw which identifiable item, when and in what capacity.

A person in a photo may ask who looked (Datatilsynet, June 2024, after EU case C-579/21). Hence a row for every view of
an item in which children can be recognised, whatever its size: a child can be recognised in a thumbnail too.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.audit_seal.sealed_log import SealedLog
from media.media_item import MediaItem
from media.view_log.enums import ViewPlace

WINDOW_SECONDS = 10 * 60


def window_of(moment: datetime) -> int:
    """Return the number of the ten-minute window of `moment`. Ranges of a film and sizes of a picture within it count
    as one view.
    """
    return int(moment.timestamp()) // WINDOW_SECONDS


@dataclass(frozen=True)
class Circumstances:
    """In what capacity somebody sees an item: the role, the unit of the role (None for wider roles), the item's unit,
    the evidence it belongs to (None for minutes), and where it is shown.
    """

    role: str
    role_unit_id: int | None
    unit_id: int | None
    evidence_id: int | None
    seen_in: ViewPlace


class ViewLogEntry(SealedLog):
    """One item, one person, ten minutes. Rows are only added, and deleted by age.

    There is no foreign key to the item: it may be deleted while the row stays. Unit and role are those at the time.
    """

    sealed_fields = (
        "item_kind", "item_key", "evidence_id", "unit_id", "person_id", "role", "role_unit_id", "seen_in", "seen_at",
        "window",
    )  # fmt: skip
    time_field = "seen_at"

    item_kind = models.CharField(max_length=20)
    item_key = models.CharField(max_length=36)
    #: The evidence it belongs to; None for minutes.
    evidence_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    role_unit_id = models.BigIntegerField(null=True)
    seen_in = models.CharField(_("seen in"), max_length=20, choices=ViewPlace)
    seen_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    window = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        verbose_name = _("showing")
        verbose_name_plural = _("view log")
        constraints = [
            models.UniqueConstraint(
                fields=["item_kind", "item_key", "person", "window"], name="one_showing_in_ten_minutes"
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.seen_at):%Y-%m-%d %H:%M} {self.item_kind} {self.item_key[:8]}"


def key_of(thing: models.Model) -> tuple[str, str]:
    """Return kind and key that identify a media item, evidence or minutes in the log."""
    if isinstance(thing, MediaItem):
        return thing.kind, str(thing.key)
    return str(thing._meta.model_name), str(thing.pk)
