"""The event log (audit log): who did what and when, without content."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit_seal.sealed_log import SealedLog
from foundation.deletion_ledger.add_entry import add_ledger_entry

if TYPE_CHECKING:
    from accounts.user import AnyUser


class AuditEvent(SealedLog):
    """One event. Rows are only added, and never contain the text that people wrote."""

    sealed_fields = ("at", "actor_id", "action", "object_type", "object_id", "unit_id", "data")
    time_field = "at"

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(_("act"), max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        verbose_name = _("event")
        verbose_name_plural = _("event log")
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.action} {self.object_type} {self.object_id}"


def record(
    action: str, obj: models.Model, *, by: "AnyUser | None", unit_id: int | None = None, **data: object
) -> AuditEvent:
    """Write one event in the caller's transaction.

    `data` holds identifiers, states and whether a reason was given; never text of minutes, names of children or
    figures. What takes something away from readers also goes into the ledger outside the database.
    """
    if action in settings.CARRIED_OUT_AGAIN:
        add_ledger_entry(action, obj, **data, by=by.pk if by is not None else None)
    return AuditEvent.objects.create(
        actor=by if by is not None and by.pk else None,
        action=action,
        object_type=obj._meta.label,
        object_id=str(obj.pk),
        unit_id=unit_id,
        data=data,
    )


def latest_event(obj: models.Model) -> AuditEvent | None:
    """Return the latest event about `obj`, with its actor loaded; None where there is none."""
    events = AuditEvent.objects.filter(object_type=obj._meta.label, object_id=str(obj.pk))
    return events.select_related("actor").last()
