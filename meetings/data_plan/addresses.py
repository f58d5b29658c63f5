"""Where a data plan is read, and where its lines are filled."""

from django.urls import reverse

from meetings.data_plan.coverage import Gap
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import of_meeting

#: The word in an address that names the line that one gathers for.
SLOT = "plads"


def plan_address(meeting: MeetingPage, line: DataPlanLine | None = None) -> str:
    """The plan; at `line` when one is given."""
    place = reverse("data_plan", kwargs=of_meeting(meeting))
    return f"{place}#linje-{line.pk}" if line else place


def to_fill(line: DataPlanLine) -> str:
    """The contribution form, with the place in the plan filled in."""
    return f"{reverse('evidence_new', kwargs=of_meeting(line.meeting))}?{SLOT}={line.pk}"


def to_close(gap: Gap, meeting: MeetingPage) -> str:
    """Where somebody who may gather brings what is missing, or finds what is begun."""
    if gap.line is None:
        return reverse("evidence_new", kwargs=of_meeting(meeting))
    return plan_address(meeting, gap.line) if gap.is_on_its_way else to_fill(gap.line)
