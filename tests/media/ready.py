"""Media items with files in storage, made without ingest, for tests of what comes after it."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from media.enums import MediaState, ObjectionKind
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails, record_objection
from media.rendition_sizes import IMAGE_RENDITIONS

BYTES = bytes(range(256)) * 1024  # long enough for several blocks


def image(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    made = {name: {"width": size, "height": size, "bytes": len(BYTES)} for name, size in IMAGE_RENDITIONS.items()}
    fields = {"renditions": made, "extension": "jpg", "width": 4096, "height": 4096, **fields}
    return _store(MediaItem(kind=MediaKind.IMAGE, evidence_id=evidence.pk, uploaded_by=by, **fields))


def film(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    sizes = {"byte_size": len(BYTES), "poster_bytes": len(BYTES)}
    return _store(MediaItem(kind=MediaKind.FILM, evidence_id=evidence.pk, uploaded_by=by, **sizes, **fields))


def sound(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    return _store(
        MediaItem(kind=MediaKind.SOUND, evidence_id=evidence.pk, uploaded_by=by, byte_size=len(BYTES), **fields)
    )


def document(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    fields = {"extension": "pdf", "byte_size": len(BYTES), **fields}
    return _store(MediaItem(kind=MediaKind.DOCUMENT, evidence_id=evidence.pk, uploaded_by=by, **fields))


def withdraw(item: MediaItem, by: Any) -> None:
    said, today = ObjectionDetails(ObjectionKind.UNIT, reason="Bedt om det"), timezone.localdate()
    record_objection(evidence_id=item.evidence_id, item=item, details=said, by=by, today=today)


def _store(item: MediaItem) -> Any:
    for path in item.stored_paths():
        default_storage.save(path, ContentFile(BYTES))
    item.state = item.state if item.state != MediaState.RECEIVED else MediaState.READY
    item.save()
    return item
