"""Breadcrumbs of the pages about a meeting."""

from foundation.breadcrumbs import from_front_page
from meetings.meeting.pages import MeetingPage


def breadcrumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """Return front page, unit and meeting, followed by the labels in `here`."""
    unit = meeting.unit
    return from_front_page((unit.title, unit.url), (meeting.school_year, meeting.url if here else ""), *here)
