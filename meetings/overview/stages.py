"""The stage of a unit in its year, combining the states of meeting and minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState


class Stage(models.TextChoices):
    """In the order of the year. Never used to sort units: the overview is sorted by name."""

    NO_MEETING = "no_meeting", _("No meeting yet")
    NOT_CONVENED = "not_convened", _("Not convened")
    CONVENED = "convened", _("Convened")
    PREPARING = "preparing", _("In preparation")
    HELD = "held", _("Held")
    MINUTES_WRITTEN = "minutes_written", _("Minutes being written")
    MINUTES_SUBMITTED = "minutes_submitted", _("Minutes to be approved")
    APPROVED = "approved", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


STAGE_OF_MEETING_STATE = {
    MeetingState.PLANNED: Stage.NOT_CONVENED,
    MeetingState.INVITED: Stage.CONVENED,
    MeetingState.PREPARING: Stage.PREPARING,
    MeetingState.HELD: Stage.HELD,
    MeetingState.CANCELLED: Stage.CANCELLED,
}
STAGE_OF_MINUTES_STATE = {
    MinutesState.DRAFT: Stage.MINUTES_WRITTEN,
    MinutesState.SUBMITTED: Stage.MINUTES_SUBMITTED,
    MinutesState.APPROVED: Stage.APPROVED,
}
#: Convened and not held yet: the date is ahead, or should be.
BEFORE_THE_MEETING = frozenset({Stage.CONVENED, Stage.PREPARING})
#: The tone of the badge; the label carries the meaning.
TONES = {
    Stage.CONVENED: "info",
    Stage.PREPARING: "info",
    Stage.MINUTES_SUBMITTED: "attention",
    Stage.APPROVED: "done",
}


def stage_of(meeting_state: str | None, minutes_state: str | None) -> Stage:
    """Return the stage. `meeting_state` is None without a meeting, `minutes_state` None without minutes. Minutes count
    only for a held meeting."""
    if meeting_state is None:
        return Stage.NO_MEETING
    stage = STAGE_OF_MEETING_STATE[MeetingState(meeting_state)]
    if stage is Stage.HELD and minutes_state:
        return STAGE_OF_MINUTES_STATE[MinutesState(minutes_state)]
    return stage
