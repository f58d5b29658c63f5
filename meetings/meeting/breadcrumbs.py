"""The way back from what one does with a meeting."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.meeting.address import address
from meetings.meeting.pages import MeetingPage


def breadcrumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """From the front page over the unit to the meeting, and to the words in `here`."""
    unit = meeting.unit
    way = [
        (_("Front page"), "/"),
        (unit.title, reverse("wagtail_serve", args=[f"{unit.area.slug}/{unit.slug}/"])),
        (meeting.school_year, address(meeting) if here else ""),
        *((word, "") for word in here),
    ]
    return [{"label": label, "url": url} for label, url in way]
