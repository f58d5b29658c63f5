"""Who processes data on behalf of the municipality: the register of processors and sub-processors."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel


class Processor(VersionedModel):
    """A firm or authority that can reach the data. It names no persons, and is kept until it is removed."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    country = models.CharField(_("country"), max_length=80)
    #: Whether the data leave the EU and the EEA (GDPR chapter V).
    is_outside_eea = models.BooleanField(_("data are processed outside the EU and the EEA"), default=False)
    purpose = models.CharField(_("what it does for you"), max_length=200)
    #: Which agreement it is, and where it lies; empty while there is none.
    agreement = models.CharField(_("data processing agreement"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("processor")
        verbose_name_plural = _("processors")

    def __str__(self) -> str:
        return self.name
