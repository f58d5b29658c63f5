"""Move the preparation meetings with their meeting."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from accounts.user import User
from foundation import audit
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.working_days import working_day_by
from meetings.preparation.changed_appointment import ChangedAppointment


def appointments_ahead(meeting: MeetingPage, today: date) -> list[PreparationStep]:
    """Return the steps that are appointments from `today` on and not held yet. Two queries."""
    ahead = meeting.preparation_steps.filter(done_at=None, planned_on__gte=today, begins_at__isnull=False)
    return [step for step in ahead.prefetch_related("people") if step.is_appointment]


def moved_day(step: PreparationStep, before: datetime | None, after: datetime | None, today: date) -> date | None:
    """Return the day of the step when its meeting moves: what the template proposes, or else as many days later.

    None for a day in the past, and where the day of the meeting stays or is not known.
    """
    if after is None or (before and timezone.localdate(before) == timezone.localdate(after)):
        return None
    day = step.proposed_on(after)
    if day is None and before and step.planned_on:
        day = working_day_by(step.planned_on + (timezone.localdate(after) - timezone.localdate(before)))
    return day if day and day >= today else None


def move_appointments(
    *, meeting: MeetingPage, steps: Collection[int], before: datetime | None, by: User, today: date
) -> list[ChangedAppointment]:
    """Move those of `steps` (primary keys) that are ahead, as the meeting has moved from `before`; the caller tells
    their people, and has asked whether `by` may move the meeting. Needs a transaction."""
    changed = []
    for step in appointments_ahead(meeting, today):
        change = ChangedAppointment.from_step(step)
        step.planned_on = moved_day(step, before, meeting.starts_at, today) or step.planned_on
        if step.pk in steps and change.is_change:
            changed.append(change.save())
    if changed:
        audit.record("meeting.appointments_planned", meeting, by=by, unit_id=meeting.unit_id, steps=len(changed))
    return changed


def cancel_appointments(meeting: MeetingPage, today: date) -> list[ChangedAppointment]:
    """Take away the times of those ahead, as the meeting is cancelled; the caller tells their people."""
    changed = []
    for step in appointments_ahead(meeting, today):
        change = ChangedAppointment.from_step(step)
        step.begins_at = step.ends_at = None
        changed.append(change.save())
    return changed
