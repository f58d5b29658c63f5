"""Films made by the shipped ffmpeg: colour bars and a tone, with tags that tell too much."""

import functools
import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg

PLACE = b"+56.1629+010.2039/"
CHILD = "Emma Testesen 2.B"
TRACES = [PLACE, CHILD.encode(), b"hemmelig", b"x264", b"HemmeligKamera", b"ilst", b"udta", b"\xa9xyz", b"loci"]

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s={size}:d={seconds}:r=10"]
SOUND = ["-f", "lavfi", "-i", "sine=d={seconds}"]
TAGS = [
    *("-metadata", f"location={PLACE.decode()}", "-metadata", f"title={CHILD}", "-metadata", "comment=hemmelig"),
    *("-metadata", "make=HemmeligKamera", "-metadata", "creation_time=2026-05-04T10:00:00"),
    *("-metadata:s:v", f"handler_name={CHILD}"),
]


def ffmpeg(*arguments: str) -> None:
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-v", "error", "-y", *arguments], check=True, timeout=60
    )


@functools.cache
def film(
    *options: str,
    seconds: float = 2,
    size: str = "320x180",
    container: str = "mp4",
    picture: str = "libx264",
    sound: str = "aac",
    tags: bool = True,
) -> bytes:
    """The bytes of a short film; `options` are ffmpeg's, for the output."""
    inputs = [part.format(size=size, seconds=seconds) for part in PICTURE + (SOUND if sound else [])]
    codecs = ["-c:v", picture, "-pix_fmt", "yuv420p", *(["-c:a", sound] if sound else [])]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"film.{container}"
        ffmpeg(*inputs, *codecs, *(TAGS if tags else []), *options, str(target))
        return target.read_bytes()


@functools.cache
def lying_film() -> bytes:
    """A film that says "turn me by 90 degrees", as a phone held upright makes them."""
    with tempfile.TemporaryDirectory() as folder:
        flat, turned = Path(folder) / "flat.mp4", Path(folder) / "turned.mp4"
        flat.write_bytes(film())
        ffmpeg("-display_rotation", "90", "-i", str(flat), "-c", "copy", str(turned))
        return turned.read_bytes()


@functools.cache
def sound_only() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "lyd.mp4"
        ffmpeg(*[part.format(seconds=1) for part in SOUND], "-c:a", "aac", str(target))
        return target.read_bytes()
