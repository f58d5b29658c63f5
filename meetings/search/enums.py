"""Enums of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HitKind(models.TextChoices):
    """Kinds of hits besides evidence, which has its own kinds."""

    EXAMPLE = "example", _("Example in the leader forum")
    TRIAL = "trial", _("We have tried it")
    FORUM_DAY = "forum_day", _("Forum day")
    MINUTES = "minutes", _("Minutes")
    AGREEMENT = "agreement", _("Agreement")
    WISH = "wish", _("Wish to the administration")
    MEETING = "meeting", _("Dialogue meeting")
    UNIT = "unit", _("Unit")
    NOTE = "note", _("Note for the area")
    ARTICLE = "article", _("News and guidance")
