"""What every act on a data plan stands on: whose it is, until when, and that nobody overwrites anybody."""

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
from meetings.meeting.pages import MeetingPage
from meetings.meeting.versions import StateMoved


class PlanClosed(StateMoved):
    """The meeting has been held or is cancelled."""


class LineChangedMeanwhile(ChangedMeanwhile):
    """Somebody else saved the line after it was read; `current` is what stands there now, None when it is gone."""


@contextmanager
def plan_held(meeting: MeetingPage, *, by: User) -> Iterator[MeetingPage]:
    """One transaction in which the plan is ours, with the meeting as it is now. Raises NotAllowed, PlanClosed."""
    if side_of(by, meeting) is None:
        raise NotAllowed(_("Only the unit's leaders and the consultant write the data plan."))
    with transaction.atomic():
        rows = MeetingPage.objects.select_for_update(of=("self",)).select_related("unit__area", "cycle")
        fresh = rows.get(pk=meeting.pk)
        if fresh.state not in OPEN_STATES:
            raise PlanClosed(_("The plan can no longer be changed: the meeting is held or cancelled."), fresh)
        yield fresh


def line_as_seen(line: DataPlanLine, seen: int) -> DataPlanLine:
    """The line as it is now. Stand inside `plan_held`. Raises LineChangedMeanwhile when `seen` is an older version."""
    current = DataPlanLine.objects.select_related("gatherer", "data_type").filter(pk=line.pk).first()
    if current is None:
        raise LineChangedMeanwhile(_("Somebody else has taken this line out of the plan."), current=None)
    if current.version != seen:
        raise LineChangedMeanwhile(
            _("Somebody else has changed this line meanwhile. When you save again, your answers are kept instead."),
            current=current,
        )
    return current
