"""Films made by the shipped ffmpeg: colour bars and a tone, with personal data in their tags."""

import functools
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import imageio_ffmpeg

PLACE = b"+56.1629+010.2039/"
CHILD = "Emma Testesen 2.B"
TRACES = [PLACE, CHILD.encode(), b"hemmelig", b"x264", b"HemmeligKamera", b"ilst", b"udta", b"\xa9xyz", b"loci"]

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s={size}:d={seconds}:r={rate}"]
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
    rate: int = 10,
    container: str = "mp4",
    picture: str = "libx264",
    pixels: str = "yuv420p",
    sound: str = "aac",
    tags: bool = True,
) -> bytes:
    """Return the bytes of a short film; `options` are ffmpeg's output options."""
    inputs = [part.format(size=size, seconds=seconds, rate=rate) for part in PICTURE + (SOUND if sound else [])]
    codecs = ["-c:v", picture, "-pix_fmt", pixels, *(["-c:a", sound] if sound else [])]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"film.{container}"
        ffmpeg(*inputs, *codecs, *(TAGS if tags else []), *options, str(target))
        return target.read_bytes()


@functools.cache
def bright_film(light: str, level: float) -> bytes:
    """Return an HDR film as telephones record it: a plain picture at `level` of the signal, in ten bits, tagged as PQ
    ("smpte2084") or HLG ("arib-std-b67").
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "film.mov"
        picture = f"format=gray10le,geq=lum={64 + 876 * level:.0f},format=yuv420p10le"
        tags = f"setparams=color_primaries=bt2020:color_trc={light}:colorspace=bt2020nc:range=tv"
        ffmpeg(
            *("-f", "lavfi", "-i", "color=gray:s=320x180:d=1:r=5", "-vf", f"{picture},{tags}"),
            *("-c:v", "libx264", "-pix_fmt", "yuv420p10le", str(target)),
        )
        return target.read_bytes()


@functools.cache
def lying_film() -> bytes:
    """Return a film with a rotation of 90 degrees in its metadata, as of a phone held upright."""
    with tempfile.TemporaryDirectory() as folder:
        flat, turned = Path(folder) / "flat.mp4", Path(folder) / "turned.mp4"
        flat.write_bytes(film())
        ffmpeg("-display_rotation", "90", "-i", str(flat), "-c", "copy", str(turned))
        return turned.read_bytes()


@functools.cache
def recording(
    *options: str, container: str = "m4a", codec: str = "aac", seconds: float = 1, source: str = "sine=d={seconds}"
) -> bytes:
    """Return the bytes of a sound recording with personal data in its tags."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"lyd.{container}"
        tags = [tag for tag in TAGS if "handler_name" not in tag and tag != "-metadata:s:v"]
        inputs = ["-f", "lavfi", "-i", source.format(seconds=seconds)]
        ffmpeg(*inputs, "-c:a", codec, *tags, "-metadata", f"artist={CHILD}", *options, str(target))
        return target.read_bytes()


@functools.cache
def with_cover(container: str = "mp3", codec: str = "libmp3lame") -> bytes:
    """Return a recording with a cover picture, as music players and telephones add one."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"lyd.{container}"
        ffmpeg(
            *(
                "-f",
                "lavfi",
                "-i",
                "sine=d=1",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x64:d=1:r=1",
                "-map",
                "0",
                "-map",
                "1",
            ),
            *("-frames:v", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic", "-c:a", codec),
            *("-metadata", f"title={CHILD}", "-metadata:s:v", "comment=hemmelig", str(target)),
        )
        return target.read_bytes()


def loudness(content: bytes, name: str) -> float:
    """Return the mean volume in decibels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        measure = ["-hide_banner", "-i", str(path), "-vn", "-af", "volumedetect", "-f", "null", "-"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), *measure]
        said = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stderr
        return float(said.split("mean_volume: ")[1].split(" dB")[0])


@functools.cache
def with_everything() -> bytes:
    """Return a film with chapters, a subtitle track, an attached picture, and tags on every track."""
    with tempfile.TemporaryDirectory() as folder:
        plain, words, chapters = Path(folder) / "a.mp4", Path(folder) / "a.srt", Path(folder) / "a.txt"
        cover, target = Path(folder) / "a.jpg", Path(folder) / "b.mp4"
        plain.write_bytes(film(seconds=1))
        words.write_text(f"1\n00:00:00,000 --> 00:00:01,000\n{CHILD} hemmelig\n")
        chapters.write_text(f";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle={CHILD}\n")
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x64:d=1:r=1", "-frames:v", "1", str(cover))
        inputs = [part for path in (plain, words, chapters, cover) for part in ("-i", str(path))]
        ffmpeg(
            *inputs, *("-map", "0", "-map", "1", "-map", "3", "-map_metadata", "0", "-map_chapters", "2"),
            *("-c", "copy", "-c:s", "mov_text", "-disposition:v:1", "attached_pic", "-metadata:s:a", f"title={CHILD}"),
            str(target),
        )  # fmt: skip
        return target.read_bytes()


def webm(**options: Any) -> bytes:
    """Return a film as browsers record it: VP8 and Opus."""
    return film(container="webm", picture="libvpx", **{"sound": "libopus", **options})


@functools.cache
def sound_only() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "lyd.mp4"
        ffmpeg(*[part.format(seconds=1) for part in SOUND], "-c:a", "aac", str(target))
        return target.read_bytes()
