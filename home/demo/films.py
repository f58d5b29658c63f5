"""Make short films for the demo: a slow pan over one of the drawn pictures."""

import io
import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg
from PIL import Image

from home.demo.pictures import picture

SECONDS, RATE, WIDTH, HEIGHT = 8, 15, 960, 540


def film(scene: str, seed: int = 1) -> bytes:
    """Return an MP4 (H.264, no sound) of eight seconds."""
    whole = Image.open(io.BytesIO(picture(scene, seed))).convert("RGB")
    frames = SECONDS * RATE
    with tempfile.TemporaryDirectory(prefix="laeringsrum-demo-") as folder:
        target = Path(folder) / "film.mp4"
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-y", "-loglevel", "error",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "pipe:0",
            "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(target),
        ]  # fmt: skip
        # -nostdin only disables keyboard interaction; the frames still come through the pipe.
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            assert process.stdin is not None  # noqa: S101 - for the type checker
            for number in range(frames):
                process.stdin.write(_frame(whole, number / (frames - 1)).tobytes())
        return target.read_bytes()


def _frame(whole: Image.Image, share: float) -> Image.Image:
    """One frame of a pan from left to right that zooms in a little; `share` runs from 0 to 1."""
    width = round(1500 - 300 * share)
    height = round(width * HEIGHT / WIDTH)
    left = round((whole.width - width) * share)
    top = round((whole.height - height) * 0.6)
    return whole.crop((left, top, left + width, top + height)).resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)


CAPTIONS = """WEBVTT

00:00.500 --> 00:03.500
Vi skulle bygge noget, der kunne flyde.

00:03.800 --> 00:07.500
Den tredje båd holdt, også med fem mønter i.
"""
