"""Initial minutes: a section for each agenda item, and the open agreements of earlier years."""

import uuid

from django.utils.translation import gettext as _

from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import Section
from meetings.minutes.earlier_agreements_registry import earlier_agreements
from meetings.minutes.page_content import blocks_of
from meetings.minutes.pages import MinutesPage

SLUG = "referat"
_SECTIONS = uuid.UUID("6f2b0f0e-6c58-4f0e-9a51-7f7e1f1f2c11")


def initial_content(meeting: MeetingPage) -> MinutesPage:
    """Unsaved minutes of `meeting`, version 0.

    A section's id is derived from meeting and agenda item, so that two people who open the empty form at once write in
    the same sections.
    """
    minutes = MinutesPage(
        title=_("Minutes of %(meeting)s") % {"meeting": meeting.title},
        slug=SLUG,
        meeting=meeting,
        unit=meeting.unit,
        version=0,
        live=False,
    )
    sections = [
        Section(str(uuid.uuid5(_SECTIONS, f"{meeting.pk}:{item.id}")), str(item.id), item.value["title"])
        for item in meeting.agenda_items
        if not item.value["is_break"]
    ]
    minutes.sections = blocks_of("section", sections)
    minutes.earlier = blocks_of("earlier", earlier_agreements(meeting))
    return minutes
