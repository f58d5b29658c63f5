"""Initial minutes, with the open agreements of earlier years."""

from django.utils.translation import gettext as _

from foundation.translation.in_danish import in_danish
from meetings.meeting.pages import MeetingPage
from meetings.minutes.earlier_agreements_registry import earlier_agreements
from meetings.minutes.page_content import blocks_of
from meetings.minutes.pages import MinutesPage

SLUG = "referat"


@in_danish()
def initial_content(meeting: MeetingPage) -> MinutesPage:
    """Return unsaved minutes of `meeting`, version 0; title and labels are Danish."""
    minutes = MinutesPage(
        title=_("Minutes of %(meeting)s") % {"meeting": meeting.title},
        slug=SLUG,
        meeting=meeting,
        unit=meeting.unit,
        version=0,
        live=False,
    )
    minutes.earlier = blocks_of("earlier", earlier_agreements(meeting))
    return minutes
