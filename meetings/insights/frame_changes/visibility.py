"""Access rule of changes to the frame."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.FrameChange")
def frame_change(access: Access) -> Q:
    """Those who write templates. Readers see the copy that is published with the template."""
    return ALL_ROWS if access.has(Right.EDIT_TEMPLATES) else NO_ROWS
