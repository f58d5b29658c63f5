"""Where an item was seen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ViewPlace(models.TextChoices):
    """The place that gave access to the item, which implies the purpose."""

    MEETING = "meeting", _("the dialogue meeting")
    LEADER_FORUM = "leader_forum", _("the leader forum")
    MINUTES = "minutes", _("the minutes")
    ARTICLE = "article", _("an article")
    API = "api", _("another system, with a key")
