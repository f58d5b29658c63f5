"""The states of a forum day, and the kinds of points in its programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ForumDayState(models.TextChoices):
    PLANNED = "planned", _("Being planned")
    INVITED = "invited", _("Invited to")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


#: Date, place, programme and invitees can still change.
OPEN_STATES = (ForumDayState.PLANNED, ForumDayState.INVITED)
#: Others than those who plan it see the day.
ANNOUNCED_STATES = (ForumDayState.INVITED, ForumDayState.HELD, ForumDayState.CANCELLED)
#: Whoever was invited sees its examples, too: before the day, while it is shown, and afterwards.
SHOWING_STATES = (ForumDayState.INVITED, ForumDayState.HELD)


class PointKind(models.TextChoices):
    EXAMPLE = "example", _("Example")
    NOTE = "note", _("Note for the area")
    FREE = "free", _("Free point")
