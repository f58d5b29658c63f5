"""Record date and result of a preparation step."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import require_version
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import StateHasChanged
from meetings.meeting.participant import PreparationStep
from meetings.meeting.states.begin_preparation import begin_preparation
from meetings.units import access


class PreparationClosed(StateHasChanged):
    """The meeting has been held or is cancelled."""


class NothingDecided(Refusal):
    """A step cannot be done without a result."""


def record_preparation(
    *,
    step: PreparationStep,
    decided: str,
    done: bool,
    by: User,
    planned_on: date | None = None,
    expected_version: int | None = None,
) -> PreparationStep:
    """Save the step. The unit's leaders and the consultant share it; `expected_version`: what the form showed.

    The day of an appointment is set by `plan_appointments`, which tells its people; `planned_on` is ignored for it.

    A convened meeting moves to PREPARING with the first step recorded.
    Raises NotAllowed, PreparationClosed, NothingDecided, ChangedMeanwhile.
    """
    meeting = step.meeting
    if not access.of(by).may(Right.PREPARE, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders and the consultant plan the preparation."))
    decided = decided.strip()
    if done and not decided:
        raise NothingDecided(_("Write what you agreed before you mark the step as done."), field="decided")
    with transaction.atomic():
        row = PreparationStep.objects.select_for_update().select_related("meeting").get(pk=step.pk)
        if row.meeting.state not in OPEN_STATES:
            raise PreparationClosed(_("The preparation is over: the meeting is held or cancelled."), row.meeting)
        require_version(row, expected_version)
        row.planned_on = row.planned_on if row.is_appointment else planned_on
        row.decided, row.version = decided, row.version + 1
        if done != bool(row.done_at):
            row.done_at, row.done_by = (timezone.now(), by) if done else (None, None)
        row.save(update_fields=["planned_on", "decided", "done_at", "done_by", "version"])
        begin_preparation(meeting=meeting, by=by)
        audit.record("meeting.preparation_recorded", meeting, by=by, unit_id=meeting.unit_id, step=row.pk, done=done)
    return row
