"""Filter for evidence that fills the data plan line it belongs to, so that whoever gathers has nothing more to do."""

from django.db.models import Q

from media.enums import Audience
from meetings.evidence.visible_text import with_visible_text


def fills_its_slot() -> Q:
    """Shared with the meeting, or handed in to the leaders."""
    return with_visible_text() & (~Q(audience=Audience.UNIT) | Q(handed_in_at__isnull=False))
