"""URLs and breadcrumbs of minutes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.meeting.pages import MeetingPage
from meetings.minutes.writing.initial_content import SLUG
from meetings.units.url_prefixes import meeting_url_kwargs


def minutes_page_url(meeting: MeetingPage) -> str:
    """Return the path at which Wagtail serves the minutes of `meeting`."""
    return f"{meeting.url}{SLUG}/"


def minutes_url(name: str, meeting: MeetingPage, **more: str) -> str:
    """Return the path of the view `name` (minutes_write, minutes_decide, …) for the minutes of `meeting`."""
    return reverse(name, kwargs={**meeting_url_kwargs(meeting), **more})


def minutes_crumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """Return the breadcrumbs: front page, unit, meeting, minutes, then one without link for each label in `here`."""
    unit = meeting.unit
    minutes = minutes_page_url(meeting) if here and hasattr(meeting, "minutes_page") else ""
    return from_front_page((unit.title, unit.url), (meeting.school_year, meeting.url), (_("Minutes"), minutes), *here)
