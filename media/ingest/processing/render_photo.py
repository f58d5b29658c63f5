"""Make the clean renditions of a picture file, in a sandboxed process."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from foundation.text.json_object import JsonObject
from media.ingest import detect_file_type, sandbox
from media.ingest.processing import verify_no_metadata
from media.ingest.refusals import UploadRefused

logger = logging.getLogger("laeringsrum.media")

SCRIPT = sandbox.SANDBOXED_SCRIPTS / "image_decoder.py"
BOUNDS = sandbox.Limits(memory=1200 * sandbox.MEGABYTE, cpu=60, file_size=64 * sandbox.MEGABYTE, wall_clock=90)
MIN_SIDE = 48
ACCEPTED = {
    "jpeg": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "png": frozenset({"png"}),
    "webp": frozenset({"webp"}),
    "heic": frozenset({"heic", "heif"}),
}
#: For `<input accept>`. HEIC is left out on purpose: an iPhone then sends a JPEG, which is smaller and quicker.
ACCEPT = "image/jpeg,image/png,image/webp"


def photo_advice() -> str:
    return gettext("Choose a photo in the format JPEG, PNG, WebP or HEIC.")


def prepare_photo(source: Path, *, name: str, folder: Path, renditions: dict[str, int]) -> JsonObject:
    """Make `renditions` (name -> longest side in pixels) of the picture at `source` as files in `folder`.

    Returns {"extension", "renditions": {name: {"width", "height", "bytes"}}}. Raises UploadRefused.
    """
    kind = detect_file_type.require_accepted_type(source, name, accepted=ACCEPTED, advice=photo_advice())
    question = {
        "source": str(source),
        "kind": kind,
        "renditions": renditions,
        "target": str(folder),
        "max_pixels": settings.IMAGE_MAX_PIXELS,
        "min_side": MIN_SIDE,
    }
    try:
        made = sandbox.run_python(SCRIPT, question, folder=folder, bounds=BOUNDS)
    except sandbox.SandboxFailed as failure:
        raise UploadRefused(too_demanding() if failure.how in {"timeout", "killed"} else damaged()) from failure
    if "refused" in made:
        raise UploadRefused(decoder_message(made))
    try:
        for rendition in renditions:
            verify_no_metadata.verify_no_metadata(folder / f"{rendition}.{made['extension']}")
    except verify_no_metadata.MetadataFound as found:
        logger.exception("a decoder left something in a picture")
        raise UploadRefused(not_cleaned()) from found
    return made


def damaged() -> str:
    return gettext("The picture is damaged and can't be read. Choose it again, or take a new one.")


def not_cleaned() -> str:
    return gettext("Hidden information in the picture could not be removed, so it was not stored. Choose another one.")


def too_demanding() -> str:
    return gettext("The picture takes too long or too much memory to read. Save it in a smaller size and try again.")


def decoder_message(answer: JsonObject) -> str:
    """Return the message for a refusal of the decoder, which says what to do."""
    if answer["refused"] == "pixels":
        megapixels = answer["width"] * answer["height"] / 1_000_000
        return gettext(
            "The picture has %(megapixels)s megapixels. It may have at most %(most)s. "
            "Save it in a smaller size and try again."
        ) % {
            "megapixels": number_format(megapixels, decimal_pos=0),
            "most": number_format(settings.IMAGE_MAX_PIXELS / 1_000_000, decimal_pos=0),
        }
    if answer["refused"] == "small":
        return gettext(
            "The picture is only %(width)s by %(height)s pixels, too small to see anything in. Choose a larger one."
        ) % {"width": answer["width"], "height": answer["height"]}
    if answer["refused"] == "animated":
        return gettext("The picture is animated. Choose a still picture, or upload it as a film.")
    if answer["refused"] == "memory":
        return too_demanding()
    return damaged()
