"""Which names in storage rows refer to (settings.STORED_FILES)."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from media.enums import MediaState
from media.media_item import MediaItem


def names_of_media() -> Iterator[str]:
    """Yield the files of photos, films, sound recordings and documents that are ready."""
    for item in MediaItem.objects.filter(state=MediaState.READY).iterator(chunk_size=500):
        yield from item.stored_paths()


def expected_names() -> set[str]:
    """Return all of them, of every app."""
    return {name for path in settings.STORED_FILES for name in import_string(path)()}
