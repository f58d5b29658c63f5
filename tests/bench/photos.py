"""Ingest of a 12-megapixel photo against bare Pillow: decode, resize, encode of the same renditions."""

import io
import random
import tempfile
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageFilter

from media.kinds.image import make_image
from media.rendition_sizes import IMAGE_RENDITIONS
from tests.bench.pairs import Ratio, in_turn

SIZE = (4000, 3000)


def photo() -> bytes:
    """Soft noise: as hard to encode as an ordinary photo, and the same each time."""
    noise = Picture.frombytes("RGB", (500, 375), random.Random(1).randbytes(500 * 375 * 3))
    out = io.BytesIO()
    noise.resize(SIZE, Picture.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2)).save(out, "JPEG", quality=90)
    return out.getvalue()


def measure() -> Ratio:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        source.write_bytes(photo())

        def ours() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as room:
                make_image(source=source, name="photo.jpg", folder=Path(room))

        def bare() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as room, Picture.open(source) as opened:
                picture: Picture.Image = opened.convert("RGB")
                for size, longest in sorted(IMAGE_RENDITIONS.items(), key=lambda pair: -pair[1]):
                    picture.thumbnail((longest, longest), Picture.Resampling.LANCZOS)
                    picture.save(Path(room) / f"{size}.jpg", "JPEG", quality=82, optimize=True, progressive=True)

        return in_turn("a 12-megapixel photo made ready", ours, "Pillow: decode, resize, encode", bare, pairs=5)
