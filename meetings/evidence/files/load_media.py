"""The rows behind the files of a piece of evidence, many at a time."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound
from media.privacy.retention import keep_days
from meetings.evidence.body import Placed, files_in
from meetings.evidence.kind_specs import Medium

MODEL: Mapping[Medium, type[MediaItem]] = {
    Medium.PHOTO: Image,
    Medium.FILM: Film,
    Medium.SOUND: Sound,
    Medium.DOCUMENT: Document,
}


def medium_of(item: MediaItem) -> Medium:
    return next(medium for medium, model in MODEL.items() if isinstance(item, model))


def load(placed: Iterable[Placed]) -> dict[tuple[Medium, int], MediaItem]:
    """One query for each medium that occurs, however many files."""
    wanted: dict[Medium, set[int]] = {}
    for file in placed:
        wanted.setdefault(file.medium, set()).add(file.pk)
    rows: dict[tuple[Medium, int], MediaItem] = {}
    for medium, pks in wanted.items():
        rows.update({(medium, row.pk): row for row in MODEL[medium].objects.filter(pk__in=pks)})
    return rows


def items_of(evidence: Any) -> list[tuple[Placed, MediaItem]]:
    """The files of one piece in their order, with their rows. A file that was deleted is left out."""
    placed = files_in(evidence.body.raw_data)
    rows = load(placed)
    return [(file, rows[file.medium, file.pk]) for file in placed if (file.medium, file.pk) in rows]


def by_key(evidence: Any) -> dict[UUID, tuple[Placed, MediaItem]]:
    """The same, by the key that forms and addresses use. Rows of other pages are left out."""
    return {item.key: (file, item) for file, item in items_of(evidence) if item.page_id == evidence.pk}


def kept_until(medium: Medium, today: date) -> date:
    """The day a file is deleted when nobody says otherwise: the municipality's days for the kind."""
    return today + timedelta(days=keep_days(medium.value))
