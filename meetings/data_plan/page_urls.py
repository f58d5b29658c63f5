"""URLs of a data plan and of the forms that fill its lines."""

from django.urls import reverse

from meetings.data_plan.coverage import Gap
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs

#: The query parameter with the line that the new contribution is for.
SLOT_PARAMETER = "plads"


def plan_url(meeting: MeetingPage, line: DataPlanLine | None = None) -> str:
    """Return the plan, with the anchor of `line` if given."""
    place = reverse("data_plan", kwargs=meeting_url_kwargs(meeting))
    return f"{place}#linje-{line.pk}" if line else place


def fill_url(line: DataPlanLine) -> str:
    """Return the form for a new contribution, with this line preselected."""
    return f"{reverse('evidence_new', kwargs=meeting_url_kwargs(line.meeting))}?{SLOT_PARAMETER}={line.pk}"


def gap_url(gap: Gap, meeting: MeetingPage) -> str:
    """Return where a person who may gather brings what is missing, or finds the draft of it."""
    if gap.line is None:
        return reverse("evidence_new", kwargs=meeting_url_kwargs(meeting))
    return plan_url(meeting, gap.line) if gap.is_on_its_way else fill_url(gap.line)
