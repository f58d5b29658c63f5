"""Make a short tune of seven notes for the demo, with ffmpeg."""

import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg

NOTES = (523, 587, 659, 523, 659, 784, 784)  # hertz
LENGTH = 0.45  # seconds a note


def tune() -> bytes:
    """Return an MP3 of about three seconds."""
    notes = [f"sine=f={pitch}:d={LENGTH},afade=t=out:st=0.1:d=0.35" for pitch in NOTES]
    graph = ";".join(f"{note}[n{number}]" for number, note in enumerate(notes))
    joined = "".join(f"[n{number}]" for number in range(len(notes)))
    with tempfile.TemporaryDirectory(prefix="laeringsrum-demo-") as folder:
        target = Path(folder) / "sang.mp3"
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-y", "-loglevel", "error",
            "-filter_complex", f"{graph};{joined}concat=n={len(notes)}:v=0:a=1[tune]", "-map", "[tune]",
            "-c:a", "libmp3lame", str(target),
        ]  # fmt: skip
        subprocess.run(command, check=True, timeout=60)
        return target.read_bytes()
