"""The states of minutes, changed only by actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting approval")
    APPROVED = "approved", _("Approved")


class EarlierOutcome(models.TextChoices):
    """What the meeting decided about an agreement of an earlier year.

    The values are those of AgreementStatus in `meetings.agreements`, which this package may not import.
    """

    IN_PROGRESS = "in_progress", _("In progress, the date holds")
    CARRIED_OVER = "carried_over", _("Carried over to a new date")
    FULFILLED = "fulfilled", _("Fulfilled")
    DROPPED = "dropped", _("Dropped")
