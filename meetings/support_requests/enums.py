"""Where a wish came from, and its states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where the wish was expressed."""

    BROUGHT = "brought", _("What the unit brought")
    MEETING = "meeting", _("The meeting")
    MINUTES = "minutes", _("The minutes")


class SupportRequestState(models.TextChoices):
    WISHED = "wished", _("Not answered")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("The wish is closed")
    WITHDRAWN = "withdrawn", _("Withdrawn by the unit")


UNANSWERED_STATES = (SupportRequestState.WISHED,)
#: Something is still to be done by the administration.
OPEN_STATES = (SupportRequestState.WISHED, SupportRequestState.ANSWERED)
