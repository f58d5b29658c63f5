"""The states of an example. Only actions change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """What a block of a built example quotes; the value is the type of the block."""

    PASSAGE = "passage", _("Passage of minutes")
    AGREEMENT = "agreement", _("Agreement")
    WISH = "wish", _("Wish to the administration")
    EVIDENCE = "evidence", _("Contribution")


class ExampleState(models.TextChoices):
    #: Built from what was ticked, and not proposed yet: only the unit's leaders see it.
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Awaiting clearance")
    #: Cleared, and shown from a day that whoever cleared it chose.
    PLANNED = "planned", _("Planned")
    CLEARED = "cleared", _("Shown in the leader forum")
    #: Read at its address by whoever read it before, and listed no more.
    ARCHIVED = "archived", _("Archived")
    SUPERSEDED = "superseded", _("Superseded")
    RETURNED = "returned", _("Sent back")
    TAKEN_DOWN = "taken_down", _("Taken down")


#: The unit's leaders still have something to do.
UNFINISHED_STATES = (ExampleState.DRAFT, ExampleState.RETURNED)
#: Still read, and listed and found no more.
UNLISTED_STATES = (ExampleState.ARCHIVED, ExampleState.SUPERSEDED)
#: Leaders read it.
SHOWN_STATES = (ExampleState.CLEARED, *UNLISTED_STATES)
#: Its clearance holds, and ends when something it rests on is hidden.
CLEARED_STATES = (ExampleState.PLANNED, *SHOWN_STATES)
#: Those who clear see it, and nobody else outside the unit.
ON_THE_WAY = (ExampleState.PROPOSED, ExampleState.PLANNED)
