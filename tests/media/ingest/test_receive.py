"""Receiving an upload: it is checked briefly, put in quarantine, and left to a task."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from accounts.models import User
from foundation.models import AuditEvent
from media.enums import MediaState
from media.ingest import receive as receiving
from media.ingest import received_on_disk
from media.ingest.receive import receive
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests.media import films, pictures
from tests.media.take_in import Later, received

pytestmark = pytest.mark.django_db


@dataclass
class FileInParts:
    """What a resumable upload hands over: a file that is in the quarantine already."""

    name: str
    size: int
    path: Path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    monkeypatch.setattr(receiving, "prepare_media", task := Later())
    return task


def test_a_received_file_is_there_at_once_and_a_task_is_enqueued(
    evidence: Evidence, person: User, later: Later, left_on_disk: Callable[[], list[str]]
) -> None:
    content = pictures.talkative_jpeg()
    image = receive(kind=MediaKind.IMAGE, upload=pictures.upload("a.jpg", content), evidence=evidence, by=person)
    image.refresh_from_db()
    assert image.state == MediaState.RECEIVED
    assert image.is_under_way and not image.is_shown_on(image.created_at.date())
    assert (image.byte_size, image.source_name) == (len(content), "a.jpg")
    assert later.enqueued == [(str(image.key),)]
    assert left_on_disk() == [f"quarantine/waiting/{image.key}/upload"]
    path = received_on_disk.path_of(image.key)
    assert path.read_bytes() == content
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert AuditEvent.objects.get(action="media.added").object_id == str(image.pk)


def test_no_row_no_task_no_file_when_the_transaction_fails(
    evidence: Evidence, person: User, monkeypatch: pytest.MonkeyPatch, left_on_disk: Callable[[], list[str]]
) -> None:
    class Broken:
        def using(self, **options: str) -> "Broken":
            return self

        def enqueue(self, *args: str) -> None:
            raise RuntimeError("no queue")

    monkeypatch.setattr(receiving, "prepare_media", Broken())
    with pytest.raises(RuntimeError), transaction.atomic():
        receive(
            kind=MediaKind.IMAGE,
            upload=pictures.upload("a.jpg", pictures.talkative_jpeg()),
            evidence=evidence,
            by=person,
        )
    assert left_on_disk() == []
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


@pytest.mark.parametrize(
    ("kind", "name", "content", "words"),
    [
        (MediaKind.IMAGE, "a.jpg", b"", "Filen er tom"),
        (MediaKind.IMAGE, "a.jpg", b"MZ\x90" + bytes(90), "et program"),
        (MediaKind.IMAGE, "a.exe", pictures.encoded("PNG"), "hedder .exe"),
        (MediaKind.FILM, "a.mp4", pictures.encoded("PNG"), "PNG-billede"),
        (MediaKind.DOCUMENT, "a.pdf", b"{\\rtf1", "RTF"),
    ],
)
def test_an_unreadable_file_is_refused_on_upload(
    evidence: Evidence,
    person: User,
    later: Later,
    left_on_disk: Callable[[], list[str]],
    kind: type[MediaItem],
    name: str,
    content: bytes,
    words: str,
) -> None:
    with pytest.raises(UploadRefused, match=words):
        receive(kind=kind, upload=pictures.upload(name, content), evidence=evidence, by=person)
    assert left_on_disk() == [] and later.enqueued == []
    assert not MediaItem.objects.exists()


def test_a_file_too_large_for_its_kind_is_refused_before_it_is_opened(
    evidence: Evidence, person: User, later: Later, settings: Settings, own_store: Path
) -> None:
    settings.FILM_MAX_BYTES = 1000
    path = own_store / "film"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(UploadRefused, match="må højst fylde 1000"):
        receive(kind=MediaKind.FILM, upload=FileInParts("a.mp4", 2000, path), evidence=evidence, by=person)
    assert path.exists(), "it is still the resumable upload's"


def test_a_resumable_upload_is_moved_not_copied(
    evidence: Evidence, person: User, later: Later, own_store: Path, left_on_disk: Callable[[], list[str]]
) -> None:
    path = own_store / "quarantine" / "parts" / "film"
    path.parent.mkdir(parents=True)
    path.write_bytes(films.film())
    number = os.stat(path).st_ino
    film = receive(
        kind=MediaKind.FILM, upload=FileInParts("a.mp4", path.stat().st_size, path), evidence=evidence, by=person
    )
    assert left_on_disk() == [f"quarantine/waiting/{film.key}/upload"]
    assert os.stat(received_on_disk.path_of(film.key)).st_ino == number


def test_sending_the_same_choice_again_creates_one_item(
    evidence: Evidence, person: User, later: Later, left_on_disk: Callable[[], list[str]]
) -> None:
    first, again = (
        receive(
            kind=MediaKind.IMAGE,
            upload=pictures.upload("a.jpg", pictures.talkative_jpeg()),
            evidence=evidence,
            by=person,
            form_key="valg-1",
        )
        for _try in range(2)
    )
    assert first.pk == again.pk
    assert len(left_on_disk()) == len(later.enqueued) == 1
    other = received(pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person, form_key="valg-2")
    assert other.pk != first.pk
