"""From an uploaded photo to its clean renditions."""

from pathlib import Path

from media.ingest import photo
from media.ingest.made import Made
from media.renditions import IMAGE_RENDITIONS


def make_image(*, source: Path, name: str, folder: Path) -> Made:
    """Cleans a JPEG, PNG, WebP or HEIC and makes its named sizes. Raises UploadRefused."""
    made = photo.prepare(source, name=name, folder=folder, renditions=IMAGE_RENDITIONS)
    extension, largest = made["extension"], made["renditions"]["full"]
    fields = {
        "extension": extension,
        "renditions": made["renditions"],
        "width": largest["width"],
        "height": largest["height"],
        "byte_size": sum(rendition["bytes"] for rendition in made["renditions"].values()),
    }
    return Made(fields, {f"{name}.{extension}": folder / f"{name}.{extension}" for name in IMAGE_RENDITIONS})
