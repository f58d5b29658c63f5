"""Kinds of units."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    SCHOOL = "school", _("School")
    DAYCARE = "daycare", _("Daycare")


class AppliesTo(models.TextChoices):
    """The kind of unit that a part of the template applies to."""

    ALL = "all", _("Schools and daycare")
    SCHOOL = "school", _("Schools only")
    DAYCARE = "daycare", _("Daycare only")

    @classmethod
    def covers(cls, value: str, kind: str) -> bool:
        """Return whether a part with the choice `value` applies to a unit of `kind`."""
        return value in (cls.ALL, "", None) or value == kind
