"""Make the clean renditions of an uploaded photo."""

from pathlib import Path

from media.ingest.making import render_photo
from media.ingest.making.result import IngestResult
from media.rendition_sizes import IMAGE_RENDITIONS


def make_image(*, source: Path, name: str, folder: Path) -> IngestResult:
    """Clean a JPEG, PNG, WebP or HEIC and make its named sizes. Raises UploadRefused."""
    made = render_photo.prepare(source, name=name, folder=folder, renditions=IMAGE_RENDITIONS)
    extension, largest = made["extension"], made["renditions"]["full"]
    fields = {
        "extension": extension,
        "renditions": made["renditions"],
        "width": largest["width"],
        "height": largest["height"],
        "byte_size": sum(rendition["bytes"] for rendition in made["renditions"].values()),
    }
    return IngestResult(fields, {f"{name}.{extension}": folder / f"{name}.{extension}" for name in IMAGE_RENDITIONS})
