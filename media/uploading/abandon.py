"""Cancel an upload."""

from media.uploading.part_store import part_store
from media.uploading.refusals import UploadGone
from media.uploading.upload import Upload


def abandon(*, upload: Upload) -> None:
    """Delete the upload and what was received. Of a finished one only the upload's row is deleted; the item stays.
    Raises Busy.
    """
    if upload.finished_at is None:
        store = part_store()
        try:
            with store.locked(upload):
                upload.refresh_from_db()
                if upload.finished_at is None:
                    store.remove(upload)
                upload.delete()
            return
        except (UploadGone, Upload.DoesNotExist):
            pass
    upload.delete()
