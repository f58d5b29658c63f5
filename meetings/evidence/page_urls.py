"""URLs of evidence, built from slugs that are already loaded, so without a query."""

from foundation.breadcrumbs import from_front_page
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


def evidence_url_kwargs(evidence: Evidence) -> dict[str, object]:
    """Return the reverse() kwargs of the views on `evidence`."""
    return {**meeting_url_kwargs(evidence.meeting), "pk": evidence.pk}


def evidence_crumbs(meeting: MeetingPage, *here: tuple[str, str]) -> list[dict[str, str]]:
    """Return the breadcrumbs from the front page over the unit to a page under the meeting; `here` holds (label, URL)
    of the rest.
    """
    unit = meeting.unit
    return from_front_page((unit.title, unit.url), (meeting.cycle.school_year, meeting.url), *here)
