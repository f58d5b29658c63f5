"""Invalid photos are refused with a message, and nothing of them is left."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import User
from media.enums import MediaState
from media.ingest import quarantine, sandbox
from media.ingest.prepare import prepare
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests.media import pictures
from tests.media.take_in import received, take_in

pytestmark = pytest.mark.django_db


def test_a_file_that_is_too_large_is_not_even_opened(
    evidence: Evidence, person: User, settings: Settings, left_on_disk: Callable[[], list[str]]
) -> None:
    settings.IMAGE_MAX_BYTES = 1000
    with pytest.raises(UploadRefused, match=r"Filen fylder .* Den må højst fylde 1000"):
        take_in(MediaKind.IMAGE, pictures.upload("stor.jpg", pictures.talkative_jpeg()), evidence, person)
    assert left_on_disk() == []


def test_a_decoder_that_is_killed_or_too_slow_is_a_refusal(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    from media.ingest.processing import render_photo

    slow = pictures.encoded("JPEG", pictures.scene(4000, 3000))  # on a busy machine too it takes longer than no time
    for bounds, picture in [
        (sandbox.Limits(memory=10**9, cpu=60, file_size=100, wall_clock=60), pictures.talkative_jpeg()),
        (sandbox.Limits(10**9, 60, 10**9, 0.0), slow),
    ]:
        monkeypatch.setattr(render_photo, "BOUNDS", bounds)
        with pytest.raises(UploadRefused):
            take_in(MediaKind.IMAGE, pictures.upload("a.jpg", picture), evidence, person)
    assert left_on_disk() == []


def test_a_picture_that_takes_too_much_memory_is_refused(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from media.ingest.processing import render_photo

    monkeypatch.setattr(render_photo, "BOUNDS", sandbox.Limits(200 * sandbox.MEGABYTE, 60, 10**9, 60))
    large = pictures.encoded("PNG", pictures.scene(8000, 6000))
    with pytest.raises(UploadRefused, match="for tungt"):
        take_in(MediaKind.IMAGE, pictures.upload("a.png", large), evidence, person)


def test_metadata_that_a_decoder_leaves_behind_is_never_stored(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    """The decoder is broken on purpose: the independent check must find the metadata."""
    from media.ingest import sandbox as box

    def careless(script: Any, question: Any, *, folder: Any, bounds: Any) -> Any:
        for name in question["renditions"]:
            (folder / f"{name}.jpg").write_bytes(pictures.talkative_jpeg())
        size = {"width": 640, "height": 480, "bytes": 1}
        return {"extension": "jpg", "renditions": dict.fromkeys(question["renditions"], size)}

    monkeypatch.setattr(box, "run_python", careless)
    with pytest.raises(UploadRefused, match="Skjulte oplysninger"):
        take_in(MediaKind.IMAGE, pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)
    assert left_on_disk() == []


def test_a_full_storage_does_not_refuse_the_photo_and_is_tried_again(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    from media.storage import PrivateFileStorage

    real_save, calls = PrivateFileStorage._save, []

    def full(self: Any, name: str, content: Any) -> str:
        calls.append(name)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return real_save(self, name, content)

    monkeypatch.setattr(PrivateFileStorage, "_save", full)
    image = received(pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)
    with pytest.raises(StoreUnavailable, match="Prøv igen om lidt"):
        prepare(key=image.key)
    assert len(calls) == 3
    assert left_on_disk() == [f"quarantine/waiting/{image.key}/upload"]
    image.refresh_from_db()
    assert image.is_under_way

    monkeypatch.undo()
    prepare(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY
    assert not [path for path in left_on_disk() if path.startswith("quarantine")]


def test_a_full_quarantine_is_refused_with_a_message_and_leaves_nothing(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    def full(*args: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(quarantine, "receive", full)
    with pytest.raises(StoreUnavailable, match="Prøv igen om lidt"):
        take_in(MediaKind.IMAGE, pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)
    assert left_on_disk() == []
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_nothing_stays_when_the_row_cannot_be_written(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    def broken(self: Any, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no row")

    monkeypatch.setattr(MediaItem, "save", broken)
    with pytest.raises(RuntimeError):
        take_in(MediaKind.IMAGE, pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)
    assert left_on_disk() == []


def test_leftovers_of_a_killed_process_are_deleted_by_the_next_upload(
    evidence: Evidence, person: User, settings: Settings, left_on_disk: Callable[[], list[str]]
) -> None:
    abandoned = settings.QUARANTINE_DIR / "abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "upload").write_bytes(b"half a photo")
    os.utime(abandoned, (1, 1))
    at_work = settings.QUARANTINE_DIR / "at-work"
    at_work.mkdir()
    (at_work / "upload").write_bytes(b"somebody else's, right now")
    take_in(MediaKind.IMAGE, pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)
    assert [path for path in left_on_disk() if path.startswith("quarantine")] == ["quarantine/at-work/upload"]
