"""URL of a meeting."""

from django.conf import settings
from django.urls import reverse

from meetings.meeting.pages import MeetingPage


def address(meeting: MeetingPage) -> str:
    """Return the path of the meeting's page: /<area>/<unit>/<year>/."""
    return reverse("wagtail_serve", args=[f"{meeting.unit.area.slug}/{meeting.unit.slug}/{meeting.slug}/"])


def full_address(meeting: MeetingPage) -> str:
    """Return the absolute URL, for mails and calendars."""
    return settings.BASE_URL + address(meeting)
