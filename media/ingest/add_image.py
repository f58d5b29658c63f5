"""A photo comes in."""

from typing import Any

from django.conf import settings

from media.image import Image
from media.ingest import photo, quarantine, size_limit, source_name
from media.ingest.shelve import shelve
from media.renditions import IMAGE_RENDITIONS


def add_image(*, upload: Any, page: Any, by: Any) -> Image:
    """Cleans `upload` (JPEG, PNG, WebP or HEIC), makes its renditions and returns the stored picture.

    Whether `by` may add to `page` is decided by the verb that calls this. Call it outside a transaction: decoding
    takes seconds. Raises UploadRefused; nothing of the file is left then.
    """
    size_limit.require(upload, settings.IMAGE_MAX_BYTES, photo.advice())
    with quarantine.room() as folder:
        source = quarantine.receive(upload, folder)
        made = photo.prepare(source, name=upload.name, folder=folder, renditions=IMAGE_RENDITIONS)
        largest = made["renditions"]["full"]
        image = Image(
            page_id=page.pk,
            uploaded_by=by,
            source_name=source_name.clean(upload.name),
            extension=made["extension"],
            renditions=made["renditions"],
            width=largest["width"],
            height=largest["height"],
            byte_size=sum(rendition["bytes"] for rendition in made["renditions"].values()),
        )
        files = {f"{name}.{image.extension}": folder / f"{name}.{image.extension}" for name in IMAGE_RENDITIONS}
        return shelve(image, files, by=by)
