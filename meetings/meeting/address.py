"""Where a meeting is found."""

from django.conf import settings
from django.urls import reverse

from meetings.meeting.pages import MeetingPage


def address(meeting: MeetingPage) -> str:
    """The meeting's page: /<area>/<unit>/<year>/."""
    return reverse("wagtail_serve", args=[f"{meeting.unit.area.slug}/{meeting.unit.slug}/{meeting.slug}/"])


def full_address(meeting: MeetingPage) -> str:
    """The same with the site in front, for mails and calendars."""
    return settings.BASE_URL + address(meeting)
