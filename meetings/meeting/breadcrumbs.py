"""Breadcrumbs of the pages about a meeting."""

from django.utils.translation import gettext as _

from meetings.meeting.pages import MeetingPage


def breadcrumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """Return front page, unit and meeting, followed by the labels in `here`."""
    unit = meeting.unit
    way = [
        (_("Front page"), "/"),
        (unit.title, unit.url),
        (meeting.school_year, meeting.url if here else ""),
        *((word, "") for word in here),
    ]
    return [{"label": label, "url": url} for label, url in way]
