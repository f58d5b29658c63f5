"""Pictures made by code: ordinary ones with personal metadata, and malformed ones."""

import io
import re
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

#: Texts and bytes planted in the sources; none of them may be in anything stored or served.
CHILD = "Emma Testesen 2.B"
HTML = b"<script>alert('hej')</script>"
APPENDED = b"PK\x03\x04-appended-archive-"
TRACES = [
    CHILD.encode(),
    CHILD.encode("utf-16-le"),
    b"HemmeligKamera",
    b"hemmelig-xmp",
    b"hemmelig-iptc",
    b"hemmelig-thumbnail",
    HTML,
    APPENDED,
    b"Exif\x00\x00",
    b"GPSLat",
    b"http://ns.adobe.com/xap/",
    b"Photoshop 3.0",
    b"MPF\x00",
    b"ICC_PROFILE",
    b"acsp",  # an ICC profile's signature
]


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Left half blue, right half red, top left corner white, so that its orientation is visible."""
    picture = Image.new(mode, (width, height), "blue")
    picture.paste("red", (width // 2, 0, width, height))
    picture.paste("white", (0, 0, width // 4, height // 4))
    return picture


#: EXIF orientation -> what a camera in that orientation does to the scene.
LYING = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def lying(orientation: int) -> Image.Image:
    """Return the scene as a camera in that orientation writes it."""
    picture = scene()
    for step in LYING[orientation]:
        picture = picture.transpose(step)
    return picture


def is_upright(picture: Image.Image) -> bool:
    """Whether the scene is upright."""
    plain = picture.convert("RGB")
    across, down = plain.width / 640, plain.height / 480
    corner, red, blue = (plain.getpixel((int(x * across), int(y * down))) for x, y in ((20, 20), (600, 400), (60, 400)))
    return min(corner) > 200 and red[0] > 180 > red[2] and blue[2] > 180 > blue[0]  # type: ignore[index, arg-type]


def talkative_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = CHILD
    exif[0x010F] = "HemmeligKamera"
    exif[0x9C9B] = CHILD.encode("utf-16-le")
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", tuple(TiffImagePlugin.IFDRational(n, 1) for n in (56, 9, 46))
    gps[3], gps[4] = "E", tuple(TiffImagePlugin.IFDRational(n, 1) for n in (10, 12, 33))
    return exif


def xmp() -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>hemmelig-xmp {CHILD}</x:xmpmeta>".encode()


def wide_profile() -> bytes:
    """Return a colour profile whose name is not sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def swapped_profile() -> bytes:
    """Return a profile that swaps red and blue, so that a converted picture looks different."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    return swapped.replace(b"sRGB", b"swap")


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def talkative_jpeg(orientation: int = 1, picture: Image.Image | None = None) -> bytes:
    """Return a JPEG with GPS in EXIF, an embedded thumbnail, XMP, IPTC, MPF, a comment, and an archive after the
    end.
    """
    out = io.BytesIO()
    (picture or scene()).save(out, "JPEG", quality=90, exif=talkative_exif(orientation), comment=HTML)
    content = out.getvalue()
    planted = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp())
        + segment(0xED, b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00\x00\x00\x00\x0dhemmelig-iptc")
        + segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + wide_profile())
        + segment(0xEF, b"hemmelig-thumbnail" + CHILD.encode())
    )
    return content[:2] + planted + content[2:] + APPENDED


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def talkative_png(mode: str = "RGB", picture: Image.Image | None = None) -> bytes:
    text = PngInfo()
    text.add_text("Description", CHILD)
    text.add_text("Author", CHILD, zip=True)
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    out = io.BytesIO()
    (picture or scene(mode=mode)).save(
        out, "PNG", pnginfo=text, exif=talkative_exif().tobytes(), icc_profile=wide_profile()
    )
    return out.getvalue() + APPENDED


def talkative_webp() -> bytes:
    out = io.BytesIO()
    scene().save(out, "WEBP", exif=talkative_exif().tobytes(), xmp=xmp(), icc_profile=wide_profile())
    return out.getvalue()


def talkative_heic() -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(scene()).save(out, exif=talkative_exif().tobytes(), xmp=xmp())
    return out.getvalue()


def xmp_turned(orientation: int, *, as_element: bool = False) -> bytes:
    """Return XMP with an orientation."""
    said = f"><tiff:Orientation>{orientation}</tiff:Orientation" if as_element else f" tiff:Orientation='{orientation}'"
    return (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/'{said}></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def heic_with_exif_only(orientation: int) -> bytes:
    """The orientation is only in EXIF, not in a property of the picture."""
    return heic_saying(lying(orientation), kept_as=1, said=orientation)


def heic_with_both(orientation: int) -> bytes:
    """The orientation is in properties and again in EXIF, as telephones write it."""
    return heic_saying(lying(orientation), kept_as=orientation, said=orientation)


def heic_saying(picture: Image.Image, *, kept_as: int, said: int) -> bytes:
    """`kept_as` becomes properties of the picture (1 means none), `said` is written to EXIF, which the library sets to
    1.
    """
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture).save(out, exif=talkative_exif(kept_as).tobytes())
    content = out.getvalue()
    at = re.search(rb"\x01\x12\x00\x03\x00\x00\x00\x01\x00.|\x12\x01\x03\x00\x01\x00\x00\x00.\x00", content, re.DOTALL)
    assert at is not None
    entry = at[0][:-1] + bytes([said]) if at[0].startswith(b"\x01") else at[0][:-2] + bytes([said, 0])
    return content.replace(at[0], entry)


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG with a huge declared size and almost no data, like a decompression bomb."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def encoded(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or scene()).save(out, kind, **options)
    return out.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
