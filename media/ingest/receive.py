"""Receive an upload: check it, put it in quarantine, and enqueue the task that prepares it."""

from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from accounts.user import User
from foundation import audit
from media.enums import MediaState
from media.ingest import detect_file_type, original_name, received_files, refuse_cpr, size_limit
from media.ingest.incoming_file import IncomingFile
from media.ingest.intake_rules import INTAKE
from media.media_item import MediaItem
from media.tasks import prepare_media

Item = TypeVar("Item", bound=MediaItem)


def receive(
    *, kind: type[Item], upload: IncomingFile, page: Model, by: User, form_key: str = "", chosen_order: int = 0
) -> Item:
    """Create the item in state RECEIVED. Size, first bytes and extension are checked here, the rest by the task.

    The task is enqueued in the transaction of the row. `upload` is what `quarantine.receive` takes. `form_key`
    identifies one choice of a file in one form: sent again after a lost response, it returns the item made the first
    time. `chosen_order` is stored on the item. The calling action checks whether `by` may add to `page`. Raises
    UploadRefused; nothing of the file is left then.
    """
    known = kind.objects.of_page(page).filter(uploaded_by=by, form_key=form_key).first() if form_key else None
    if known is not None:
        return known
    refuse_cpr.require_name(upload.name or "")
    intake = INTAKE[kind]
    size_limit.require(upload, intake.most_bytes(), intake.smaller())
    item = kind(
        page_id=page.pk,
        uploaded_by=by,
        source_name=original_name.clean(upload.name),
        byte_size=upload.size,
        state=MediaState.RECEIVED,
        form_key=form_key,
        chosen_order=chosen_order,
    )
    path = received_files.put(upload, item.key)
    try:
        detect_file_type.require(path, upload.name, accepted=intake.accepted, advice=intake.advice())
        with transaction.atomic():
            item.save(force_insert=True)
            audit.record("media.added", item, by=by, page=item.page_id)
            prepare_media.using(queue_name=intake.lane).enqueue(str(kind._meta.model_name), str(item.key))
    except BaseException:
        received_files.remove(item.key)
        raise
    return item
