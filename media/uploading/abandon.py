"""Cancel an upload."""

from media.uploading import part_file
from media.uploading.upload import Upload


def abandon(*, upload: Upload) -> None:
    """Delete the upload and what was received. Of a finished one only the upload's row is deleted; the item stays.
    Raises Busy.
    """
    if upload.finished_at is None:
        try:
            with part_file.locked_part_file(upload.key):
                upload.delete()
                part_file.remove(upload.key)
            return
        except part_file.Gone:
            pass
    upload.delete()
