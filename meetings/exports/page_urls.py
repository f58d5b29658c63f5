"""URLs and breadcrumbs of documents."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


def documents_url(meeting: MeetingPage) -> str:
    return reverse("documents", kwargs=meeting_url_kwargs(meeting))


def example_documents_url(example: ExamplePage) -> str:
    return reverse("example_documents", kwargs={"slug": example.slug})


def export_crumbs(meeting: MeetingPage, *here: str) -> list[dict[str, str]]:
    """Return the breadcrumbs: front page, unit, meeting, documents, then one without link for each label in `here`."""
    unit = meeting.unit
    documents = (_("Documents"), documents_url(meeting) if here else "")
    return from_front_page((unit.title, unit.url), (meeting.school_year, meeting.url), documents, *here)
