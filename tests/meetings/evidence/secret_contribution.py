"""A contribution with text that is worth hiding, and its retention period."""

from datetime import timedelta

from django.utils import timezone

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence

SECRET = "Hemmeligheden om Klodsborgen"


def today():
    return timezone.localdate()


def days(number):
    return today() + timedelta(days=number)


def past(piece, by=1):
    """Set the dates of deletion to `by` days ago."""
    Evidence.objects.filter(pk=piece.pk).update(delete_after=days(-by))
    MediaItem.objects.filter(kind=MediaKind.IMAGE, evidence=piece.pk).update(delete_after=days(-by))
    piece.refresh_from_db()
    return piece


def secret(scene, **fields):
    body = [{"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c11", "value": SECRET}]
    return scene.shared(kind=EvidenceKind.STORY, title=SECRET, body=body, **fields)
