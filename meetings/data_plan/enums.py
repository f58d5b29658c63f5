"""Enums of the data plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataKind(models.TextChoices):
    """The form of the data. Coarser than the kinds of evidence: a plan says "stories", not how they are told."""

    STORIES = "stories", _("Stories")
    OBSERVATIONS = "observations", _("Observations")
    PICTURES = "pictures", _("Photos and films")
    DOCUMENTS = "documents", _("Documents")
    FIGURES = "figures", _("Figures")


class Side(models.TextChoices):
    """The two sides that agree on a plan."""

    UNIT = "unit", _("the unit's leaders")
    CONSULTANT = "consultant", _("the consultant")
