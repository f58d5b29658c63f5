"""What kinds of units there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    SCHOOL = "school", _("School")
    DAYCARE = "daycare", _("Daycare")


class AppliesTo(models.TextChoices):
    """For whom a part of the template is meant."""

    ALL = "all", _("Schools and daycare")
    SCHOOL = "school", _("Schools only")
    DAYCARE = "daycare", _("Daycare only")

    @classmethod
    def covers(cls, value: str, kind: str) -> bool:
        """True when a part marked `value` is meant for a unit of `kind`."""
        return value in (cls.ALL, "", None) or value == kind
