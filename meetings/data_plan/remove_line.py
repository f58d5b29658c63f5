"""Remove a line from a data plan."""

from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.data_plan.locking import line_at_version, locked_plan
from meetings.data_plan.models import DataPlanLine


class DemandStays(Refusal):
    """The template requires the data."""


def remove_line(*, line: DataPlanLine, expected_version: int, by: User) -> None:
    """What was brought for the line stays with the meeting, without a line in the plan.

    Raises NotAllowed, PlanClosed, DemandStays, LineChangedMeanwhile.
    """
    with locked_plan(line.meeting, by=by) as meeting:
        current = line_at_version(line, expected_version)
        if current.is_required:
            raise DemandStays(
                _("The template demands this, so it stays. Write in the note why you do not bring it this year.")
            )
        audit.record("data_plan.line_removed", current, by=by, unit_id=meeting.unit_id, meeting=meeting.pk)
        current.delete()
