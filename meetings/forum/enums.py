"""The states of an example. Only actions change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExampleState(models.TextChoices):
    PROPOSED = "proposed", _("Awaiting clearance")
    CLEARED = "cleared", _("Shown in the leader forum")
    RETURNED = "returned", _("Sent back")
    TAKEN_DOWN = "taken_down", _("Taken down")
