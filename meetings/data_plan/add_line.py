"""Add a line to a data plan."""

from datetime import date

from accounts.user import User
from foundation import audit
from meetings.data_plan.follow_template import next_position
from meetings.data_plan.line_values import LineValues, apply_line_values
from meetings.data_plan.locking import locked_plan
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.notifications import notify_gatherer
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.begin_preparation import begin_preparation


def add_line(*, meeting: MeetingPage, agreed: LineValues, by: User, today: date) -> DataPlanLine:
    """Add a line at the end. The person who is to gather gets a mail, and a convened meeting moves to PREPARING.

    Raises NotAllowed, PlanClosed, NothingNamed, NoSuchGatherer.
    """
    with locked_plan(meeting, by=by) as fresh:
        line = DataPlanLine(meeting=fresh, position=next_position(fresh))
        apply_line_values(line, agreed, meeting=fresh, today=today)
        line.save()
        begin_preparation(meeting=fresh, by=by)
        audit.record("data_plan.line_added", line, by=by, unit_id=fresh.unit_id, meeting=fresh.pk)
        notify_gatherer(line, by=by, before=None)
    return line
