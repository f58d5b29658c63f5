"""What a passage is, in the order in which the page shows them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PassageKind(models.TextChoices):
    RESULTS = "results", _("Results so far")
    CHALLENGES = "challenges", _("Challenges")
    SUPPORT = "support", _("Support wanted")
    AGREEMENTS = "agreements", _("What was agreed")
    EXAMPLES = "examples", _("Examples")
    ANSWERS = "answers", _("Answers to questionnaires")
    CHANGE = "change", _("What should change")
