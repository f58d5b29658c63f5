"""Files that are no proper photo: each refused in words, nothing left behind."""

import io
import os
import zlib
from typing import Any

import pytest
from PIL import Image as Pillow

from media.enums import MediaState
from media.ingest import quarantine, sandbox
from media.ingest.prepare import prepare
from media.ingest.refusal import StoreUnavailable, UploadRefused
from media.models import Image
from tests.media import pictures
from tests.media.take_in import received, take_in

pytestmark = pytest.mark.django_db


def animated(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [pictures.scene(), pictures.scene().rotate(90, expand=False)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def png_with_broken_pixels() -> bytes:
    content = pictures.encoded("PNG", Pillow.effect_noise((600, 400), 60))
    at = content.index(b"IDAT") + 2000
    return content[:at] + b"\xff" * 4000 + content[at + 4000 :]


def png_text_bomb() -> bytes:
    bomb = b"Comment\x00\x00" + zlib.compress(bytes(80 * 1024 * 1024), 9)
    content = pictures.encoded("PNG")
    at = content.index(b"IDAT") - 4
    return content[:at] + pictures.png_chunk(b"zTXt", bomb) + content[at:]


SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
BAD = {
    "tom.jpg": (lambda: b"", "Filen er tom"),
    "side.jpg": (lambda: b"<!DOCTYPE html><html><body>hej</body></html>", "hjemmeside (HTML)"),
    "script.jpg": (lambda: b"  \n<script>alert(1)</script>", "hjemmeside (HTML)"),
    "tegning.svg": (lambda: SVG, "SVG-tegning"),
    "tegning.png": (lambda: SVG, "SVG-tegning"),
    "kat.gif": (lambda: pictures.encoded("GIF"), "GIF-billede"),
    "kat.jpg": (lambda: animated("GIF"), "GIF-billede"),
    "scan.tif": (lambda: pictures.encoded("TIFF"), "TIFF-billede"),
    "scan.jpg": (lambda: pictures.encoded("TIFF"), "TIFF-billede"),
    "gammel.bmp": (lambda: pictures.encoded("BMP"), "BMP-billede"),
    "ny.avif": (lambda: b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf" + bytes(100), "AVIF-billede"),
    "falsk.jpg": (lambda: pictures.encoded("PNG"), "hedder .jpg, men er i virkeligheden et PNG-billede"),
    "falsk.png": (lambda: pictures.encoded("JPEG"), "hedder .png, men er i virkeligheden et JPEG-billede"),
    "falsk.webp": (lambda: pictures.encoded("PNG"), "hedder .webp"),
    "program.jpg": (lambda: b"MZ\x90\x00" + os.urandom(400), "et program"),
    "kode.jpg": (lambda: b"#!/bin/sh\necho hej\n", "et program"),
    "pakke.jpg": (lambda: b"PK\x03\x04" + bytes(100), "ZIP-pakke"),
    "papir.jpg": (lambda: b"%PDF-1.4\n", "PDF-dokument"),
    "film.jpg": (lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(200), "MP4-film"),
    "tekst.jpg": (lambda: "Kære alle".encode() * 40, "tekstfil"),
    "støj.jpg": (lambda: b"\x01\x02" + os.urandom(500), "vi ikke kender"),
    "hoved.jpg": (lambda: b"\xff\xd8\xff\xe0" + bytes(60), "beskadiget"),
    "halv.jpg": (lambda: pictures.encoded("JPEG", pictures.scene(1200, 900).rotate(3))[:9000], "beskadiget"),
    "halv.png": (lambda: pictures.encoded("PNG", Pillow.effect_noise((600, 400), 60))[:90000], "beskadiget"),
    "halv.webp": (lambda: pictures.encoded("WEBP", Pillow.effect_noise((600, 400), 60))[:9000], "beskadiget"),
    "brudt.png": (lambda: png_with_broken_pixels(), "beskadiget"),
    "bombe.png": (lambda: png_text_bomb(), "beskadiget"),
    "halv.heic": (lambda: pictures.talkative_heic()[:600], "beskadiget"),
    "bevæger.png": (lambda: animated("PNG"), "bevæger sig"),
    "bevæger.webp": (lambda: animated("WEBP"), "bevæger sig"),
    "kæmpe.png": (lambda: pictures.png_of_size(60_000, 60_000), "højst have 50"),
    "lige-over.png": (lambda: pictures.png_of_size(10_000, 5_001), "megapixel"),
    "lang.png": (lambda: pictures.png_of_size(1_000_000, 20), "for lille"),
    "prik.png": (lambda: pictures.encoded("PNG", pictures.scene(20, 20)), "kun 20 gange 20"),
    "bombe2.png": (lambda: pictures.png_of_size(9_000, 5_000), "beskadiget"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_is_refused_in_words(page: Any, person: Any, left_on_disk: Any, name: str) -> None:
    source, words = BAD[name]
    with pytest.raises(UploadRefused) as refusal:
        take_in(Image, pictures.upload(name, source()), page, person)
    assert words in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert left_on_disk() == []
    assert not Image.objects.exclude(state=MediaState.REFUSED).exists()


def test_a_file_that_is_too_large_is_not_even_opened(page: Any, person: Any, settings: Any, left_on_disk: Any) -> None:
    settings.IMAGE_MAX_BYTES = 1000
    with pytest.raises(UploadRefused, match=r"Filen fylder .* Den må højst fylde 1000"):
        take_in(Image, pictures.upload("stor.jpg", pictures.talkative_jpeg()), page, person)
    assert left_on_disk() == []


def test_a_decoder_that_is_killed_or_too_slow_is_a_refusal(
    page: Any, person: Any, monkeypatch: Any, left_on_disk: Any
) -> None:
    from media.ingest import photo

    for bounds in [
        sandbox.Bounds(memory=10**9, cpu=60, file_size=100, wall=60),
        sandbox.Bounds(10**9, 60, 10**9, 0.01),
    ]:
        monkeypatch.setattr(photo, "BOUNDS", bounds)
        with pytest.raises(UploadRefused):
            take_in(Image, pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    assert left_on_disk() == []


def test_a_picture_that_takes_too_much_memory_is_refused(page: Any, person: Any, monkeypatch: Any) -> None:
    from media.ingest import photo

    monkeypatch.setattr(photo, "BOUNDS", sandbox.Bounds(200 * sandbox.MEGABYTE, 60, 10**9, 60))
    large = pictures.encoded("PNG", pictures.scene(8000, 6000))
    with pytest.raises(UploadRefused, match="for tungt"):
        take_in(Image, pictures.upload("a.png", large), page, person)


def test_metadata_that_a_decoder_leaves_behind_is_never_stored(
    page: Any, person: Any, monkeypatch: Any, left_on_disk: Any
) -> None:
    """Breaks the decoder on purpose: the second pair of eyes must see it."""
    from media.ingest import sandbox as box

    def careless(script: Any, question: Any, *, folder: Any, bounds: Any) -> Any:
        for name in question["renditions"]:
            (folder / f"{name}.jpg").write_bytes(pictures.talkative_jpeg())
        size = {"width": 640, "height": 480, "bytes": 1}
        return {"extension": "jpg", "renditions": dict.fromkeys(question["renditions"], size)}

    monkeypatch.setattr(box, "run_python", careless)
    with pytest.raises(UploadRefused, match="Skjulte oplysninger"):
        take_in(Image, pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    assert left_on_disk() == []


def test_a_full_store_is_nobodys_fault_and_is_tried_again(
    page: Any, person: Any, monkeypatch: Any, left_on_disk: Any
) -> None:
    from media.storage import PrivateFileStorage

    real_save, calls = PrivateFileStorage._save, []

    def full(self: Any, name: str, content: Any) -> str:
        calls.append(name)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return real_save(self, name, content)

    monkeypatch.setattr(PrivateFileStorage, "_save", full)
    image = received(pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    with pytest.raises(StoreUnavailable, match="Prøv igen om lidt"):
        prepare(kind=Image, key=image.key)
    assert len(calls) == 3
    assert left_on_disk() == [f"quarantine/waiting/{image.key}/upload"]
    image.refresh_from_db()
    assert image.is_under_way

    monkeypatch.undo()
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY
    assert not [path for path in left_on_disk() if path.startswith("quarantine")]


def test_a_full_quarantine_is_said_in_words_and_leaves_nothing(
    page: Any, person: Any, monkeypatch: Any, left_on_disk: Any
) -> None:
    def full(*args: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(quarantine, "receive", full)
    with pytest.raises(StoreUnavailable, match="Prøv igen om lidt"):
        take_in(Image, pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    assert left_on_disk() == []
    assert not Image.objects.exists()


def test_nothing_stays_when_the_row_cannot_be_written(
    page: Any, person: Any, monkeypatch: Any, left_on_disk: Any
) -> None:
    def broken(self: Any, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no row")

    monkeypatch.setattr(Image, "save", broken)
    with pytest.raises(RuntimeError):
        take_in(Image, pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    assert left_on_disk() == []


def test_what_a_killed_process_left_is_removed_by_the_next_upload(
    page: Any, person: Any, settings: Any, left_on_disk: Any
) -> None:
    abandoned = settings.QUARANTINE_DIR / "abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "upload").write_bytes(b"half a photo")
    os.utime(abandoned, (1, 1))
    at_work = settings.QUARANTINE_DIR / "at-work"
    at_work.mkdir()
    (at_work / "upload").write_bytes(b"somebody else's, right now")
    take_in(Image, pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)
    assert [path for path in left_on_disk() if path.startswith("quarantine")] == ["quarantine/at-work/upload"]
