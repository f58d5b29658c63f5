"""Enumerations of the template."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perspective(models.TextChoices):
    """Whose point of view data show."""

    CHILDREN = "children", _("The children")
    STAFF = "staff", _("The staff")
    PARENTS = "parents", _("The parents")
    LEADERSHIP = "leadership", _("The leadership")


class Requirement(models.TextChoices):
    MUST = "must", _("takes part")
    MAY = "may", _("may take part")


class StepKind(models.TextChoices):
    """Kind of preparation step."""

    INITIAL = "initial", _("Initial meeting with the consultant")
    FULL_DAY = "full_day", _("Full-day meeting")
    OTHER = "other", _("Other preparation")


class StatementScope(models.TextChoices):
    """What the unit writes on an agenda item before the meeting, one statement for each initiative."""

    STRATEGIC = "strategic", _("On each strategic initiative: results, challenges and wishes for support")
    OWN = "own", _("On initiatives of its own: what concerns us, what we can learn and what we pass on")


class ItemOwner(models.TextChoices):
    """Who is responsible for an agenda item; only the owner may change a locked one."""

    ADMINISTRATION = "administration", _("The administration")
    UNIT = "unit", _("The unit")
