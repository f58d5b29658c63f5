"""When a person wants to hear of news."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsChoice(models.TextChoices):
    AT_ONCE = "at_once", _("Soon, in at most one mail a day")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NEVER = "never", _("Never by mail")
