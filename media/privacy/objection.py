"""Requests to remove an item: what was received, what was decided, and whether the item is hidden because of it."""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.enums import ObjectionDecision, ObjectionKind, Objector
from media.kinds.enums import MediaKind


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def open(self) -> Self:
        """Objections that hide something: those that were not restored."""
        return self.filter(restored_at__isnull=True)

    def covering(self, key: UUID | F | None, evidence: int | F | None) -> Self:
        """Objections to this item, and those to everything in its evidence."""
        whole = Q(item_key__isnull=True, evidence=evidence) if evidence is not None else Q(pk__in=[])
        return self.filter(Q(item_key=key) | whole)

    def undecided(self) -> Self:
        return self.open().filter(decision=ObjectionDecision.PENDING)


class Objection(models.Model):
    """An objection (GDPR article 21), a withdrawn consent (article 7(3)), or the unit's own wish, about one item or,
    without `item_key`, about everything in the evidence.

    While it is open the item is hidden, whatever basis, consent or clearance is registered later. It holds no names:
    the kind of person it came from is enough to act on it.
    """

    #: None for an item of the editors' own.
    evidence = models.ForeignKey("meetings.Evidence", null=True, on_delete=models.CASCADE, related_name="+")
    item_key = models.UUIDField(null=True, blank=True, db_index=True)
    #: The kind of file, so that it can be named when it is deleted. Empty for the whole.
    item_kind = models.CharField(max_length=12, choices=MediaKind, blank=True)
    kind = models.CharField(_("what it is"), max_length=12, choices=ObjectionKind)
    objector = models.CharField(_("who it came from"), max_length=20, choices=Objector, blank=True)
    received_on = models.DateField(_("received"))
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("registered by"), on_delete=models.PROTECT, related_name="+"
    )
    #: For those who decide; it is never shown in a placeholder, list or mail.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decision = models.CharField(
        _("decision"), max_length=12, choices=ObjectionDecision, default=ObjectionDecision.PENDING
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restored_at = models.DateTimeField(null=True, blank=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restore_reason = models.CharField(_("why it is shown again"), max_length=300, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                name="an_objection_is_about_something",
                condition=Q(evidence__isnull=False) | Q(item_key__isnull=False),
            ),
            models.CheckConstraint(
                name="showing_again_has_a_person_and_a_reason",
                condition=Q(restored_at=None, restored_by=None, restore_reason="")
                | (Q(restored_at__isnull=False, restored_by__isnull=False) & ~Q(restore_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.restored_at is None

    @property
    def is_decided(self) -> bool:
        return self.decision != ObjectionDecision.PENDING
