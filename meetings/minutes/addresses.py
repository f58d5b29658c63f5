"""Addresses of minutes, for links, mails and the way back."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.meeting.address import address as meeting_address
from meetings.meeting.pages import MeetingPage
from meetings.minutes.writing.initial_content import SLUG
from meetings.units.url_prefixes import meeting_url_kwargs


def reading_address(meeting: MeetingPage) -> str:
    """Where the minutes of `meeting` are read; Wagtail serves the page there."""
    return f"{meeting_address(meeting)}{SLUG}/"


def address(name: str, meeting: MeetingPage) -> str:
    """The address `name` (minutes_write, minutes_decide, …) of the minutes of `meeting`."""
    return reverse(name, kwargs=meeting_url_kwargs(meeting))


def in_mail(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path


def crumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """From the front page over unit and meeting to the minutes, and to the words in `here`."""
    unit = meeting.unit
    way = [
        (_("Front page"), "/"),
        (unit.title, reverse("wagtail_serve", args=[f"{unit.area.slug}/{unit.slug}/"])),
        (meeting.school_year, meeting_address(meeting)),
        (_("Minutes"), reading_address(meeting) if here and hasattr(meeting, "minutes_page") else ""),
        *((word, "") for word in here),
    ]
    return [{"label": label, "url": url} for label, url in way]
