"""What every action on a data plan starts with: permission, state, and a lock so that nobody overwrites anybody."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.sides import side_of
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged
from meetings.meeting.pages import MeetingPage


class PlanClosed(StateHasChanged):
    """The meeting has been held or is cancelled."""


class LineChangedMeanwhile(ChangedMeanwhile):
    """Somebody else saved the line after it was read; `current` is the line now, None when it was removed."""


@contextmanager
def locked_plan(meeting: MeetingPage, *, by: User) -> Iterator[MeetingPage]:
    """Open a transaction with the meeting locked, and yield the meeting as it is now. Raises NotAllowed, PlanClosed."""
    if side_of(by, meeting) is None:
        raise NotAllowed(_("Only the unit's leaders and the consultant write the data plan."))
    with transaction.atomic():
        rows = MeetingPage.objects.select_for_update(of=("self",)).select_related("unit", "cycle")
        fresh = rows.get(pk=meeting.pk)
        if fresh.state not in OPEN_STATES:
            raise PlanClosed(_("The plan can no longer be changed: the meeting is held or cancelled."), fresh)
        yield fresh


def line_at_version(line: DataPlanLine, expected_version: int) -> DataPlanLine:
    """Return the line as it is now. Call it inside `locked_plan`. Raises LineChangedMeanwhile when it is no longer
    version `expected_version`."""
    current = DataPlanLine.objects.select_related("gatherer", "data_type").filter(pk=line.pk).first()
    if current is None:
        raise LineChangedMeanwhile(_("Somebody else has taken this line out of the plan."), current=None)
    if current.version != expected_version:
        raise LineChangedMeanwhile(
            _("Somebody else has changed this line meanwhile. When you save again, your answers are kept instead."),
            current=current,
        )
    return current
