"""What this slice does when something happens to a file."""

from typing import Any

from django.dispatch import receiver

from media.media_item import MediaItem
from media.signals import item_going
from meetings.evidence.retention.forget_media_item import forget_media_item


@receiver(item_going, dispatch_uid="evidence_forgets_an_item")
def evidence_forgets(*, item: MediaItem, **_signal: Any) -> None:
    """The page that owns it, and its revisions."""
    forget_media_item(item)
