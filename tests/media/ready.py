"""Media items with files in storage, made without ingest, for tests of what comes after it."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Page

from accounts.models import User
from media.enums import MediaState
from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound
from media.rendition_sizes import IMAGE_RENDITIONS

BYTES = bytes(range(256)) * 1024  # long enough for several blocks


def image(page: Page, by: User, **fields: Any) -> Image:
    made = {name: {"width": size, "height": size, "bytes": len(BYTES)} for name, size in IMAGE_RENDITIONS.items()}
    return _store(Image(page_id=page.pk, uploaded_by=by, renditions=made, width=4096, height=4096, **fields))


def film(page: Page, by: User, **fields: Any) -> Film:
    sizes = {"byte_size": len(BYTES), "poster_bytes": len(BYTES)}
    return _store(Film(page_id=page.pk, uploaded_by=by, **sizes, **fields))


def sound(page: Page, by: User, **fields: Any) -> Sound:
    return _store(Sound(page_id=page.pk, uploaded_by=by, byte_size=len(BYTES), **fields))


def document(page: Page, by: User, **fields: Any) -> Document:
    return _store(Document(page_id=page.pk, uploaded_by=by, byte_size=len(BYTES), **fields))


def _store(item: MediaItem) -> Any:
    for path in item.stored_paths():
        default_storage.save(path, ContentFile(BYTES))
    item.state = item.state if item.state != MediaState.RECEIVED else MediaState.READY
    item.save()
    return item
