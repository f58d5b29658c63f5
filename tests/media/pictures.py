"""Pictures made by code: honest ones that tell too much, and dishonest ones."""

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

#: Words and bytes planted in the sources; none of them may be in anything stored or served.
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
    """Left half blue, right half red, top left corner white: tells whether it was turned."""
    picture = Image.new(mode, (width, height), "blue")
    picture.paste("red", (width // 2, 0, width, height))
    picture.paste("white", (0, 0, width // 4, height // 4))
    return picture


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
    """A colour profile that is not sRGB by name."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def swapped_profile() -> bytes:
    """A profile in which red means blue: only a picture that was converted by it changes its look."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    return swapped.replace(b"sRGB", b"swap")


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def talkative_jpeg(orientation: int = 1, picture: Image.Image | None = None) -> bytes:
    """EXIF with GPS and an embedded thumbnail's bytes, XMP, IPTC, MPF, a comment, and an archive after the end."""
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


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says it is huge and unpacks to next to nothing (a decompression bomb's shape)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")


def encoded(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or scene()).save(out, kind, **options)
    return out.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
