"""The person does not want to send the rest."""

from media.uploading import part_file
from media.uploading.upload import Upload


def abandon(*, upload: Upload) -> None:
    """What came is deleted. Of a finished one only the memory goes; what it became stays. Raises Busy."""
    if upload.finished_at is None:
        try:
            with part_file.held(upload.key):
                upload.delete()
                part_file.remove(upload.key)
            return
        except part_file.Gone:
            pass
    upload.delete()
