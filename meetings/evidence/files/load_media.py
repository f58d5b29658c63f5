"""Load the media items of evidence, many at a time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound
from media.privacy.retention import keep_days
from meetings.evidence.body import Placed, files_in
from meetings.evidence.kind_specs import Medium

if TYPE_CHECKING:
    from meetings.evidence.pages import EvidencePage

MODEL: Mapping[Medium, type[MediaItem]] = {
    Medium.PHOTO: Image,
    Medium.FILM: Film,
    Medium.SOUND: Sound,
    Medium.DOCUMENT: Document,
}


def medium_of(item: MediaItem) -> Medium:
    return next(medium for medium, model in MODEL.items() if isinstance(item, model))


def load(placed: Iterable[Placed]) -> dict[tuple[Medium, int], MediaItem]:
    """Return the media items by medium and primary key. One query per medium that occurs."""
    wanted: dict[Medium, set[int]] = {}
    for file in placed:
        wanted.setdefault(file.medium, set()).add(file.pk)
    rows: dict[tuple[Medium, int], MediaItem] = {}
    for medium, pks in wanted.items():
        rows.update({(medium, row.pk): row for row in MODEL[medium].objects.filter(pk__in=pks)})
    return rows


def items_of(evidence: "EvidencePage") -> list[tuple[Placed, MediaItem]]:
    """Return the files of one piece of evidence in reading order, with their rows; deleted files are left out."""
    placed = files_in(evidence.body.raw_data)
    rows = load(placed)
    return [(file, rows[file.medium, file.pk]) for file in placed if (file.medium, file.pk) in rows]


def by_key(evidence: "EvidencePage") -> dict[UUID, tuple[Placed, MediaItem]]:
    """Return the same by the key used in forms and URLs; rows of other pages are left out."""
    return {item.key: (file, item) for file, item in items_of(evidence) if item.page_id == evidence.pk}


def kept_until(medium: Medium, today: date) -> date:
    """Return the default date of deletion: `today` plus the municipality's retention period for the kind."""
    return today + timedelta(days=keep_days(medium.value))
