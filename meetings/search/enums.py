"""Words of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThingKind(models.TextChoices):
    """What can be found besides evidence, which is found by its own kinds."""

    EXAMPLE = "example", _("Example in the leader forum")
    MINUTES = "minutes", _("Minutes")
    AGREEMENT = "agreement", _("Agreement")
    MEETING = "meeting", _("Dialogue meeting")
    UNIT = "unit", _("Unit")
