"""Every kind of media item there is. A new kind is covered by objections and by deletion because it is one."""

from uuid import UUID

from media.media_item import MediaItem


def kinds() -> tuple[type[MediaItem], ...]:
    """The models, in the order of their names."""
    return tuple(sorted(MediaItem.__subclasses__(), key=lambda kind: kind.__name__))


def find(key: UUID, page_id: int | None = None) -> MediaItem | None:
    """The item with this key, whatever its kind; with `page_id`, only one that the page owns."""
    for kind in kinds():
        rows = kind.objects.filter(key=key)
        item = (rows if page_id is None else rows.filter(page_id=page_id)).first()
        if item is not None:
            return item
    return None


def of_page(page_id: int) -> list[MediaItem]:
    """All items that a page owns, the oldest first."""
    found: list[MediaItem] = [item for kind in kinds() for item in kind.objects.filter(page_id=page_id)]
    return sorted(found, key=lambda item: (item.created_at, item.pk))
