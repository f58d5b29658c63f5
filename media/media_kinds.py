"""Every kind of media item. Objections and deletion iterate over these, so that a new kind is covered automatically."""

from uuid import UUID

from media.media_item import MediaItem


def kinds() -> tuple[type[MediaItem], ...]:
    """Return the concrete models, ordered by name."""
    return tuple(sorted(MediaItem.__subclasses__(), key=lambda kind: kind.__name__))


def find(key: UUID, page_id: int | None = None) -> MediaItem | None:
    """Return the item with this key, of whatever kind; with `page_id`, only if that page owns it."""
    for kind in kinds():
        rows = kind.objects.filter(key=key)
        item = (rows if page_id is None else rows.filter(page_id=page_id)).first()
        if item is not None:
            return item
    return None


def of_page(page_id: int) -> list[MediaItem]:
    """Return all items that a page owns, oldest first."""
    found: list[MediaItem] = [item for kind in kinds() for item in kind.objects.filter(page_id=page_id)]
    return sorted(found, key=lambda item: (item.created_at, item.pk))
