"""The states of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    FULFILLED = "fulfilled", _("Fulfilled")
    CARRIED_OVER = "carried_over", _("Carried over")
    DROPPED = "dropped", _("Dropped")


OPEN_STATUSES = (AgreementStatus.NOT_STARTED, AgreementStatus.IN_PROGRESS, AgreementStatus.CARRIED_OVER)
CLOSED_STATUSES = (AgreementStatus.FULFILLED, AgreementStatus.DROPPED)
