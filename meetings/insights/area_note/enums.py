"""The states of a note, and of what a unit says about its words in it. Only actions change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published to the leaders")


#: The area has decided on it: it is input to the next template, and units are asked about their words.
DECIDED_STATES = (NoteState.APPROVED, NoteState.PUBLISHED)


class Clearance(models.TextChoices):
    """Whether the unit lets its words stand in the note."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    ASKED = "asked", _("Awaiting the unit's answer")
    YES = "yes", _("The unit has said yes")
    NO = "no", _("The unit has said no")
