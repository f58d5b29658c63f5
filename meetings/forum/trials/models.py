"""What a unit says of another unit's example that it has tried."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.forum.pages import ExamplePage
from meetings.units.pages import UnitPage


class Trial(VersionedModel):
    """One row for each unit and example: what the unit tries, and later how it went."""

    example = models.ForeignKey(ExamplePage, on_delete=models.CASCADE, related_name="trials")
    unit = models.ForeignKey(UnitPage, on_delete=models.PROTECT, related_name="trials")
    text = models.TextField(_("what we have tried"))
    outcome = models.TextField(_("how it went"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written on"), default=timezone.now)
    outcome_at = models.DateTimeField(_("how it went, written"), null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("trial of an example")
        verbose_name_plural = _("trials of examples")
        constraints = [models.UniqueConstraint(fields=["example", "unit"], name="one_trial_a_unit_and_example")]

    def __str__(self) -> str:
        return f"{self.example_id}: {self.unit_id}"
