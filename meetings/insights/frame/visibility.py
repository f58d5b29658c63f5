"""Access rule of changes to the frame."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.FrameChange")
def frame_change(person: Access) -> Q:
    """Those who write templates. Readers see the copy that is published with the template."""
    return access.ALL_ROWS if person.has(Right.EDIT_TEMPLATES) else access.NO_ROWS
