"""Change a line of a data plan."""

from datetime import date

from accounts.user import User
from foundation import audit
from meetings.data_plan.line_values import LineValues, apply_line_values
from meetings.data_plan.locking import line_at_version, locked_plan
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.notifications import notify_gatherer
from meetings.meeting.states.begin_preparation import begin_preparation


def change_line(
    *, line: DataPlanLine, agreed: LineValues, expected_version: int, by: User, today: date
) -> DataPlanLine:
    """Change a line. `expected_version` is the version of the line that the writer read. A new gatherer gets a mail.

    Raises NotAllowed, PlanClosed, LineChangedMeanwhile, NothingNamed, NoSuchGatherer.
    """
    with locked_plan(line.meeting, by=by) as meeting:
        current = line_at_version(line, expected_version)
        current.meeting = meeting
        before, due_before = current.gatherer, current.due_on
        apply_line_values(current, agreed, meeting=meeting, today=today)
        if (current.gatherer, current.due_on) != (before, due_before):
            current.reminded_at = None
        current.version += 1
        current.save()
        begin_preparation(meeting=meeting, by=by)
        audit.record("data_plan.line_changed", current, by=by, unit_id=meeting.unit_id, meeting=meeting.pk)
        notify_gatherer(current, by=by, before=before)
    return current
