"""What the author of a remark says about it when it is answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorChoice(models.TextChoices):
    """Empty until the author says something: then the remark stands unless it was taken into the text."""

    KEPT = "kept", _("Stands beside the minutes")
    WITHDRAWN = "withdrawn", _("Withdrawn")
