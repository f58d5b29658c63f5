"""Make the renditions of one picture. A stand-alone script run by media.ingest.sandbox: JSON in, JSON out.

Imports nothing of the project but two modules of this folder, so that a picture made to break a decoder can reach
nothing else.

Rules: pixels are counted before they are decoded; the picture is turned upright; colours become sRGB; what is written
is a new picture that pixels were copied into, so that it can hold no metadata. A picture with transparent parts becomes
WebP, every other one JPEG (a lossless WebP of a cut-out photo takes a quarter of a minute and 30 MB).
"""

import io
import json
import re
import sys
import warnings
from pathlib import Path
from typing import Any

from pictures import ends as picture_ends
from pictures import heif_boxes
from PIL import Image, ImageCms

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
JPEG: dict[str, object] = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}
WEBP: dict[str, Any] = {"format": "WEBP", "quality": 82, "alpha_quality": 80, "method": 1}

#: The orientation in XMP, as an attribute or as an element of its own.
ORIENTATION_IN_XMP = re.compile(rb"tiff:Orientation\s{0,9}(?:=\s{0,9}[\"']|>)\s{0,9}([1-8])")
#: EXIF orientation -> operations that turn the picture upright.
UPRIGHT_TRANSPOSITIONS = {
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_270],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_90],
}


class ImageRefused(Exception):
    def __init__(self, why: str, **facts: object) -> None:
        super().__init__(why)
        self.answer = {"refused": why, **facts}


def open_picture(question: dict[str, Any], source: Any) -> Image.Image:
    """Read only the header of `source` (a path, or a file in memory), with the one decoder for its detected type.

    Raises ImageRefused for too many or too few pixels, and for animations.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and refuses instead of warning
    if question["kind"] == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    picture = Image.open(source, formats=[FORMATS[question["kind"]]])
    width, height = picture.size
    if width * height > question["max_pixels"]:
        raise ImageRefused("pixels", width=width, height=height)
    if min(width, height) < question["min_side"]:
        raise ImageRefused("small", width=width, height=height)
    if question["kind"] in {"png", "webp"} and getattr(picture, "is_animated", False):
        raise ImageRefused("animated")
    return picture


def orientation(picture: Image.Image) -> int:
    """Return the orientation still to be applied, 1 to 8 as in EXIF (CIPA DC-008, 4.6.5)."""
    if picture.format == "HEIF":
        if heif_boxes.has_own_orientation(Path(str(vars(picture)["filename"])).read_bytes()):
            return 1
        return int(picture.info.get("original_orientation") or 0) or orientation_in_xmp(picture)
    try:
        return int(picture.getexif().get(0x0112, 0)) or orientation_in_xmp(picture)
    except Exception:  # broken metadata must not prevent decoding
        return orientation_in_xmp(picture)


def orientation_in_xmp(picture: Image.Image) -> int:
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    found = ORIENTATION_IN_XMP.search(xmp.encode() if isinstance(xmp, str) else xmp)
    return int(found[1]) if found else 1


def fitted(size: tuple[int, int], max_length: int) -> tuple[int, int]:
    """Return `size` scaled to fit into `max_length`, never enlarged."""
    scale = min(1.0, max_length / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def scaled(picture: Image.Image, max_length: int) -> Image.Image:
    size = fitted(picture.size, max_length)
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def eight_bit(picture: Image.Image) -> Image.Image:
    """Return the picture with eight bits per channel, in a mode that can be scaled: RGB, RGBA, L or CMYK."""
    if picture.mode.startswith("I"):  # 16 bits per pixel
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in {"RGB", "RGBA", "L", "CMYK"} else picture.convert("RGB")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, whatever its colour profile; a profile that can't be read is ignored."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile and b"sRGB" not in profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass
    return picture.convert(mode)


def largest_rendition(picture: Image.Image, max_length: int) -> Image.Image:
    """Return the picture decoded, scaled, upright, in sRGB, and copied into a new picture without metadata."""
    size = fitted(picture.size, max_length)
    picture.draft(None, size)  # JPEG: decode at half or quarter size where that is enough
    picture.load()  # before anything else: after an error, a second load would report nothing
    profile = picture.info.get("icc_profile")
    turn = UPRIGHT_TRANSPOSITIONS.get(orientation(picture), [])
    result = scaled(eight_bit(picture), max_length)
    for step in turn:
        result = result.transpose(step)
    result = in_srgb(result, profile)
    if result.mode == "RGBA" and result.getchannel("A").getextrema()[0] == 255:
        result = result.convert("RGB")
    clean = Image.new(result.mode, result.size)
    clean.paste(result)
    return clean


def decoded(question: dict[str, Any]) -> Image.Image:
    """Return the largest rendition.

    A file that lost its end is decoded again with an end appended, and accepted when every pixel was there.
    """
    longest = max(question["renditions"].values())
    try:
        with open_picture(question, question["source"]) as picture:
            return largest_rendition(picture, longest)
    except (OSError, SyntaxError):
        versions = picture_ends.with_end(Path(question["source"]).read_bytes(), question["kind"])
        if not versions:
            raise
    made = []
    for version in versions:
        with open_picture(question, io.BytesIO(version)) as picture:
            made.append(largest_rendition(picture, longest))
    if any(one.tobytes() != made[0].tobytes() for one in made):
        raise ImageRefused("damaged")
    return made[0]


def answer(question: dict[str, Any]) -> dict[str, object]:
    sizes: dict[str, int] = question["renditions"]
    current = decoded(question)
    extension, options = ("webp", WEBP) if current.mode == "RGBA" else ("jpg", JPEG)
    made = {}
    for name, longest in sorted(sizes.items(), key=lambda pair: -pair[1]):  # each from the next larger one
        current = scaled(current, longest)
        path = Path(question["target"]) / f"{name}.{extension}"
        current.save(path, **options)
        made[name] = {"width": current.width, "height": current.height, "bytes": path.stat().st_size}
    return {"extension": extension, "renditions": made}


def main() -> None:
    warnings.simplefilter("ignore")
    question = json.load(sys.stdin)
    try:
        result = answer(question)
    except ImageRefused as refused:
        result = refused.answer
    except MemoryError:
        result = {"refused": "memory"}
    except Exception as error:  # a decoder may raise anything; then the picture can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    json.dump(result, sys.stdout)


main()
