"""Receivers of signals of other packages."""

from django.dispatch import receiver

from media.media_item import MediaItem
from media.signals import item_will_be_deleted
from meetings.evidence.retention.forget_media_item import forget_media_item


@receiver(item_will_be_deleted, dispatch_uid="evidence_forgets_an_item")
def remove_media_item_from_evidence(*, item: MediaItem, **_signal: object) -> None:
    """Remove the file from the evidence that owns it and from its revisions."""
    forget_media_item(item)
