"""Load the media items of evidence, many at a time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from media.media_item import MediaItem
from media.privacy.retention_days import keep_days
from meetings.evidence.body import PlacedFile, files_in

if TYPE_CHECKING:
    from meetings.evidence.models import Evidence


def load_items(placed: Iterable[PlacedFile]) -> dict[int, MediaItem]:
    """Return items by primary key, in one query; in none without keys."""
    numbers = {file.pk for file in placed}
    return MediaItem.objects.in_bulk(numbers) if numbers else {}


def media_items_of(evidence: "Evidence") -> list[tuple[PlacedFile, MediaItem]]:
    """Return the files of one piece of evidence in reading order, with their rows; deleted files are left out."""
    placed = files_in(evidence.body)
    rows = load_items(placed)
    return [(file, rows[file.pk]) for file in placed if file.pk in rows]


def items_by_key(evidence: "Evidence") -> dict[UUID, tuple[PlacedFile, MediaItem]]:
    """Return the same by the key used in forms and URLs; rows of other evidence are left out."""
    return {item.key: (file, item) for file, item in media_items_of(evidence) if item.evidence_id == evidence.pk}


def default_delete_after(kind: str, today: date) -> date:
    """Return the default date of deletion: `today` plus the municipality's retention period for the kind."""
    return today + timedelta(days=keep_days(kind))
