"""Receive an upload: check it, put it in quarantine, and enqueue the task that prepares it."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from accounts.user import User
from foundation import audit
from media.enums import MediaState
from media.ingest import detect_file_type, original_name, refuse_cpr, size_limit
from media.ingest.incoming_file import IncomingFile
from media.ingest.received_files import received_files
from media.kinds.enums import MediaKind
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from media.tasks import prepare_media

if TYPE_CHECKING:
    from meetings.evidence.models import Evidence


def receive(
    *, kind: MediaKind, upload: IncomingFile, evidence: "Evidence | None", by: User, form_key: str = "",
    chosen_order: int = 0,
) -> MediaItem:  # fmt: skip
    """Create the item in state RECEIVED, after checking size, first bytes and extension; the task does the rest.

    `evidence` is None for a file of the editors' own. The task is enqueued in the transaction of the row. `upload` is
    what `quarantine.receive` takes. `form_key` identifies one choice of a file in one form: sent again after a lost
    response, it returns the item made the first
    time. `chosen_order` is stored on the item. The calling action checks whether `by` may add to `evidence`. Raises
    UploadRefused; nothing of the file is left then.
    """
    owned = MediaItem.objects.of_evidence(evidence) if evidence is not None else MediaItem.objects.of_editors()
    known = owned.filter(uploaded_by=by, form_key=form_key) if form_key else None
    if known is not None and (item := known.first()) is not None:
        return item
    refuse_cpr.refuse_in_name(upload.name or "")
    spec = SPECS[kind]
    size_limit.require_size(upload, spec.max_bytes(), spec.smaller())
    detect_file_type.require_head(
        detect_file_type.head_of(upload), upload.name, accepted=spec.accepted, advice=spec.advice()
    )
    item = MediaItem(
        key=getattr(upload, "upload_key", None) or uuid4(),
        kind=kind,
        evidence=evidence,
        uploaded_by=by,
        source_name=original_name.clean_file_name(upload.name),
        byte_size=upload.size,
        state=MediaState.RECEIVED,
        form_key=form_key,
        chosen_order=chosen_order,
    )
    received = received_files()
    received.store(upload, item.key)
    try:
        with transaction.atomic():
            item.save(force_insert=True)
            audit.record("media.added", item, by=by, evidence=item.evidence_id)
            prepare_media.using(queue_name=spec.lane).enqueue(str(item.key))
    except BaseException:
        received.undo_store(upload, item.key)
        raise
    return item
