"""Addresses of evidence, made from words that are loaded already: no query, whatever the number."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.evidence.pages import EvidencePage
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import of_meeting


def _served(*words: str) -> str:
    """The address at which Wagtail serves the page with these slugs, from the area down."""
    return reverse("wagtail_serve", args=["".join(f"{word}/" for word in words)])


def of_evidence(evidence: EvidencePage) -> dict[str, Any]:
    """The words for reverse() of an act on `evidence`."""
    return {**of_meeting(evidence.meeting), "pk": evidence.pk}


def to_read(evidence: EvidencePage) -> str:
    """Where it is read."""
    meeting = evidence.meeting
    return _served(meeting.unit.area.slug, meeting.unit.slug, meeting.slug, evidence.slug)


def crumbs(meeting: MeetingPage, *here: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the front page over the unit to a page under the meeting; `here`: label and address of the rest."""
    area, unit = meeting.unit.area, meeting.unit
    way = [
        (_("Front page"), "/"),
        (unit.title, _served(area.slug, unit.slug)),
        (meeting.cycle.school_year, meeting_page(meeting)),
        *here,
    ]
    return [{"label": label, "url": url} for label, url in way]


def meeting_page(meeting: MeetingPage) -> str:
    return _served(meeting.unit.area.slug, meeting.unit.slug, meeting.slug)
