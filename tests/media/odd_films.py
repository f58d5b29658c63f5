"""Good films with an odd end, and films with every way of storing their orientation."""

import functools
import struct
import tempfile
from pathlib import Path

from tests.media import films, pictures

#: EXIF orientation -> what ffmpeg writes into the film so that a player shows the scene upright.
TURNS = {
    1: [],
    2: ["-display_hflip"],
    3: ["-display_rotation", "180"],
    4: ["-display_vflip"],
    6: ["-display_rotation", "-90"],
    8: ["-display_rotation", "90"],
}


def box(kind: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def second_index() -> bytes:
    content = films.film()
    return content[content.index(b"moov") - 4 :]


TRAILING = {
    "three zeros": lambda: bytes(3),
    "many zeros": lambda: bytes(100_000),
    "text": lambda: b"hemmelig tekst fra et mailprogram" * 20,
    "a tag of music": lambda: b"TAG" + b"hemmelig".ljust(125, b"\x00"),
    "free space": lambda: box(b"free", b"hemmelig"),
    "free space that is cut": lambda: box(b"free", b"hemmelig" + bytes(90))[:50],
    "a box of its maker": lambda: box(b"uuid", bytes(16) + b"hemmelig"),
    "a second index": lambda: second_index(),
    "an empty box of pictures": lambda: box(b"mdat"),
    "what a telephone writes": lambda: b"\x00\x00\x10\x0bhemmelig" + bytes(range(40)) + b"SEFT",
}
PLAIN = {
    "mp4": lambda: films.film(),
    "index first": lambda: films.film("-movflags", "+faststart"),
    "in pieces": lambda: films.film("-movflags", "frag_keyframe+empty_moov"),
    "mov": lambda: films.film(container="mov"),
    "webm": lambda: films.webm(),
}


@functools.cache
def turned(orientation: int, container: str = "mp4") -> bytes:
    """Return a film of the scene with pixels as a camera in that orientation writes them, and the matching rotation."""
    with tempfile.TemporaryDirectory() as folder:
        still, lying = Path(folder) / "a.png", Path(folder) / f"a.{container}"
        result = Path(folder) / f"b.{container}"
        pictures.lying(orientation).save(still)
        codec = ["-c:v", "libvpx"] if container == "webm" else ["-c:v", "libx264", "-pix_fmt", "yuv420p"]
        films.ffmpeg("-loop", "1", "-i", str(still), "-t", "1", "-r", "5", *codec, str(lying))
        films.ffmpeg(*TURNS[orientation], "-i", str(lying), "-c", "copy", str(result))
        return result.read_bytes()


@functools.cache
def cut_by_an_edit_list() -> bytes:
    """Return three seconds of which an edit list shows about the last two."""
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder) / "a.mov", Path(folder) / "b.mov"
        whole.write_bytes(films.film("-g", "5", container="mov", seconds=3))
        films.ffmpeg("-ss", "0.8", "-i", str(whole), "-c", "copy", str(part))
        return part.read_bytes()
