"""Words of the template."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perspective(models.TextChoices):
    """From whose point of view."""

    CHILDREN = "children", _("The children")
    STAFF = "staff", _("The staff")
    PARENTS = "parents", _("The parents")
    LEADERSHIP = "leadership", _("The leadership")


class Requirement(models.TextChoices):
    MUST = "must", _("takes part")
    MAY = "may", _("may take part")


class StepKind(models.TextChoices):
    """What kind of preparation meeting."""

    INITIAL = "initial", _("Initial meeting with the consultant")
    FULL_DAY = "full_day", _("Full-day meeting")
    OTHER = "other", _("Other preparation")


class ItemOwner(models.TextChoices):
    """Who answers for an agenda item; a locked one is the owner's alone to change."""

    ADMINISTRATION = "administration", _("The administration")
    UNIT = "unit", _("The unit")
