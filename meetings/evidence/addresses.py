"""URLs of evidence, built from slugs that are already loaded, so without a query."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


def _served(*slugs: str) -> str:
    """Return the URL at which Wagtail serves the page with these slugs, from the area down."""
    return reverse("wagtail_serve", args=["".join(f"{slug}/" for slug in slugs)])


def of_evidence(evidence: Evidence) -> dict[str, Any]:
    """Return the reverse() kwargs of the views on `evidence`."""
    return {**meeting_url_kwargs(evidence.meeting), "pk": evidence.pk}


def crumbs(meeting: MeetingPage, *here: tuple[str, str]) -> list[dict[str, str]]:
    """Return the breadcrumbs from the front page over the unit to a page under the meeting; `here` holds (label, URL)
    of the rest.
    """
    area, unit = meeting.unit.area, meeting.unit
    way = [
        (_("Front page"), "/"),
        (unit.title, _served(area.slug, unit.slug)),
        (meeting.cycle.school_year, meeting_page(meeting)),
        *here,
    ]
    return [{"label": label, "url": url} for label, url in way]


def meeting_page(meeting: MeetingPage) -> str:
    """Return the URL of the meeting's page."""
    return _served(meeting.unit.area.slug, meeting.unit.slug, meeting.slug)
