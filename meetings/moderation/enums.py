"""What is moderated, and how one step of it ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModeratedKind(models.TextChoices):
    """Each kind has a workflow of its own."""

    MINUTES = "minutes", _("minutes")
    EXAMPLE = "example", _("example")
    TEMPLATE = "template", _("template")
    AREA_NOTE = "area_note", _("note for the area")
    ARTICLE = "article", _("article")


class Decision(models.TextChoices):
    """The decision on one step."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")
    WITHDRAWN = "withdrawn", _("Taken back")
