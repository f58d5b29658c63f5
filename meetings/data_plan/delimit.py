"""Write what unit and consultant agree to investigate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from foundation.forms.optimistic_lock import changed_meanwhile
from meetings.data_plan.locking import locked_plan
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.begin_preparation import begin_preparation


@dataclass(frozen=True)
class DelimitationValues:
    """Kinds of data (values of DataKind), the questions, and the deadline for data."""

    kinds: Sequence[str]
    questions: Sequence[str]
    due_on: date | None


class DeadlineAfterMeeting(Refusal):
    """The data would be due after the meeting."""


def delimit(*, meeting: MeetingPage, agreed: DelimitationValues, expected_version: int, by: User) -> Delimitation:
    """Store the delimitation. `expected_version` is the version that the writer read, 0 when there was none.

    Both sides then confirm the plan anew (`confirm_plan`). Lines without a day get the deadline, and those due on the
    one before move with it; who gathers them is reminded again.
    Raises NotAllowed, PlanClosed, DeadlineAfterMeeting, ChangedMeanwhile.
    """
    with locked_plan(meeting, by=by) as fresh:
        if agreed.due_on and fresh.starts_at and agreed.due_on > localdate(fresh.starts_at):
            raise DeadlineAfterMeeting(
                _("The data are needed before the meeting. Choose an earlier day."), field="due_on"
            )
        row = Delimitation.objects.filter(meeting=fresh).first() or Delimitation(meeting=fresh, version=0)
        if row.version != expected_version:
            raise changed_meanwhile(row)
        if row.due_on != agreed.due_on:
            lines = DataPlanLine.objects.of_meeting(fresh).filter(Q(due_on=None) | Q(due_on=row.due_on))
            lines.update(due_on=agreed.due_on, reminded_at=None, version=F("version") + 1)
        row.kinds, row.due_on, row.version = list(agreed.kinds), agreed.due_on, row.version + 1
        row.questions = "\n".join(filter(None, (question.strip() for question in agreed.questions)))
        row.save()
        begin_preparation(meeting=fresh, by=by)
        audit.record("data_plan.delimited", row, by=by, unit_id=fresh.unit_id, meeting=fresh.pk)
    return row
