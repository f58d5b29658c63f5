"""Photos and drawings."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, npgettext_lazy

from media.ingest.processing import render_photo
from media.ingest.processing.result import IngestResult, ReportProgress, ignore_progress
from media.kinds.enums import MediaKind
from media.kinds.spec import MediaSpec, TextQuestion
from media.rendition_sizes import IMAGE_RENDITIONS
from media.stored_file import StoredFile

if TYPE_CHECKING:
    from media.media_item import MediaItem


def make_image(*, source: Path, name: str, folder: Path, report: ReportProgress = ignore_progress) -> IngestResult:
    """Clean a JPEG, PNG, WebP or HEIC and make its named sizes. Raises UploadRefused."""
    made = render_photo.prepare_photo(source, name=name, folder=folder, renditions=IMAGE_RENDITIONS)
    extension, largest = made["extension"], made["renditions"]["full"]
    fields = {
        "extension": extension,
        "renditions": made["renditions"],
        "width": largest["width"],
        "height": largest["height"],
        "byte_size": sum(rendition["bytes"] for rendition in made["renditions"].values()),
    }
    return IngestResult(fields, {f"{name}.{extension}": folder / f"{name}.{extension}" for name in IMAGE_RENDITIONS})


def stored_files(item: "MediaItem") -> Mapping[str, StoredFile]:
    return {
        name: StoredFile(
            path=item.path(f"{name}.{item.extension}"),
            extension=item.extension,
            byte_size=made["bytes"],
            # Not the person's own name for it, which may be a child's.
            download_name=f"billede-{str(item.key)[:8]}.{item.extension}",
        )
        for name, made in item.renditions.items()
    }


#: A picture in a few named sizes, made upright and without any metadata when it came in.
IMAGE = MediaSpec(
    kind=MediaKind.IMAGE,
    template="media/image.html",
    folder="images",
    served_names=tuple(IMAGE_RENDITIONS),
    stored_files=stored_files,
    main="large",
    thumb="thumb",
    card="card",
    make=make_image,
    accepted=render_photo.ACCEPTED,
    accept=render_photo.ACCEPT,
    advice=render_photo.photo_advice,
    smaller=render_photo.photo_advice,
    max_bytes_setting="IMAGE_MAX_BYTES",
    name=_("Photo"),
    the_thing=_("The picture"),
    numbered=_("Photo %(number)s"),
    heading=npgettext_lazy("heading", "The photo", "The photos"),
    group=_("Photos"),
    part="photos",
    counted=ngettext_lazy("%(count)s photo", "%(count)s photos", "count"),
    missing=_("At least one photo."),
    choose=_("Choose photos"),
    cleaned=_("JPEG, PNG, WebP or HEIC. We remove place, time and other hidden information from them."),
    found_in=_("In the texts of a photo"),
    camera=_("Take a photo now"),
    camera_icon="photo-camera",
    choose_icon="file-image",
    questions=(
        TextQuestion(
            "alt_text",
            _("What does the picture show?"),
            _("It is read aloud to those who cannot see it. No names of children."),
            max_length=250,
            rows=2,
        ),
    ),
    caption_label=_("Caption"),
    required=("alt_text",),
    is_picture=True,
)
