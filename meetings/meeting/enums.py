"""States of a meeting, changed only by actions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Not convened")
    INVITED = "invited", _("Convened")
    PREPARING = "preparing", _("In preparation")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


#: The participants know of the meeting.
CONVENED_STATES = (MeetingState.INVITED, MeetingState.PREPARING, MeetingState.HELD)
#: Date, room, participants and agenda can still change.
OPEN_STATES = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING)
#: Evidence is gathered before the meeting; `MeetingPage.accepts_evidence` says how long it can be added afterwards.
GATHERING_STATES = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING)
#: The state of minutes that are not sent for approval, a value of MinutesState in `meetings.minutes`, which may not be
#: imported here.
MINUTES_NOT_SENT = "draft"


class Attendance(models.TextChoices):
    UNKNOWN = "unknown", _("Not noted")
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")


class Reply(models.TextChoices):
    """A participant's answer to the invitation; empty until there is one."""

    COMING = "coming", _("Comes")
    NOT_COMING = "not_coming", _("Cannot come")
    NOT_SURE = "not_sure", _("Does not know yet")
