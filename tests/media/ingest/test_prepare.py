"""Preparing a received upload is idempotent, whatever happens while it runs."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from foundation.models import AuditEvent
from media.enums import MediaState
from media.ingest import received_on_disk
from media.ingest.delete_orphans import GIVEN_UP_UPLOAD_AGE, ORPHANED_AFTER, delete_orphans
from media.ingest.locked_upload import UploadInUse, UploadMissing
from media.ingest.prepare import give_up, prepare
from media.ingest.processing.result import IngestResult
from media.ingest.received_on_disk import ReceivedOnDisk
from media.kinds.enums import MediaKind
from media.kinds.film import make_film
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from media.rendition_sizes import IMAGE_RENDITIONS
from meetings.evidence.models import Evidence
from tests.media import films, pictures, ready, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(evidence: Any, person: Any) -> MediaItem:
    return take_in.received(pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence, person)


def damaged(evidence: Any, person: Any) -> MediaItem:
    return take_in.received(pictures.upload("hoved.jpg", b"\xff\xd8\xff\xe0" + bytes(60)), evidence, person)


def run(image: MediaItem) -> MediaItem:
    prepare(key=image.key)
    image.refresh_from_db()
    return image


def times(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


def test_ready_once_however_often_it_runs(image: MediaItem, left_on_disk: Any) -> None:
    run(image)
    assert image.state == MediaState.READY
    assert len(left_on_disk()) == len(IMAGE_RENDITIONS)
    before = {path: default_storage.get_modified_time(path) for path in image.stored_paths()}
    run(image)
    assert image.state == MediaState.READY
    assert before == {path: default_storage.get_modified_time(path) for path in image.stored_paths()}
    assert times("media.ready") == 1


def test_a_bad_file_is_refused_with_a_message_and_the_upload_is_deleted(
    evidence: Evidence, person: User, left_on_disk: Callable[[], list[str]]
) -> None:
    image = run(damaged(evidence, person))
    assert image.state == MediaState.REFUSED
    assert "beskadiget" in image.refusal
    assert left_on_disk() == []
    run(image)
    assert times("media.refused") == 1


def test_messages_are_danish_whoever_starts_the_worker(evidence: Evidence, person: User) -> None:
    from django.utils import translation

    with translation.override("en"):
        assert "beskadiget" in run(damaged(evidence, person)).refusal


def test_a_try_that_was_killed_after_it_stored_files_is_begun_anew(image: MediaItem, left_on_disk: Any) -> None:
    default_storage.save(image.path("card.jpg"), pictures.upload("x", b"half a picture"))
    MediaItem.objects.filter(pk=image.pk).update(state=MediaState.PROCESSING)
    run(image)
    with default_storage.open(image.path("card.jpg")) as file:
        assert file.read(2) == b"\xff\xd8"
    assert set(left_on_disk()) == {f"files/{path}" for path in image.stored_paths()}


def test_a_try_that_was_killed_after_the_row_was_ready_leaves_nothing(
    image: MediaItem, left_on_disk: Any, monkeypatch: Any
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ReceivedOnDisk, "remove", lambda self, key: None)
        run(image)
    assert received_on_disk.path_of(image.key).exists()
    run(image)
    assert not received_on_disk.path_of(image.key).exists()
    assert len(left_on_disk()) == len(IMAGE_RENDITIONS)


def meanwhile(monkeypatch: Any, act: Any) -> None:
    """Call `act` while the maker works."""
    spec = SPECS[MediaKind.IMAGE]

    def make(**words: Any) -> IngestResult:
        made = spec.make(**words)
        act()
        return made

    monkeypatch.setitem(SPECS, MediaKind.IMAGE, replace(spec, make=make))


def test_an_item_deleted_while_prepared_stores_nothing(image: MediaItem, left_on_disk: Any, monkeypatch: Any) -> None:
    meanwhile(monkeypatch, lambda: MediaItem.objects.get(pk=image.pk).delete())
    prepare(key=image.key)
    assert left_on_disk() == []


def test_an_item_deleted_before_is_not_prepared(
    image: MediaItem, left_on_disk: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        MediaItem.objects.get(pk=image.pk).delete()
    assert left_on_disk() == []
    prepare(key=image.key)


def test_an_item_withdrawn_while_prepared_stores_nothing(
    image: MediaItem, person: Any, left_on_disk: Any, monkeypatch: Any
) -> None:
    meanwhile(
        monkeypatch,
        lambda: ready.withdraw(MediaItem.objects.get(pk=image.pk), person),
    )
    run(image)
    assert image.state != MediaState.READY and image.is_withdrawn
    assert left_on_disk() == []


def test_an_item_withdrawn_before_is_not_prepared(image: MediaItem, person: Any, left_on_disk: Any) -> None:
    ready.withdraw(image, person)
    run(image)
    assert image.state == MediaState.REFUSED and "trukket tilbage" in image.refusal
    assert left_on_disk() == []


def test_an_upload_that_is_lost_is_tried_again_and_refused_by_nobody_but_the_last_try(image: MediaItem) -> None:
    """A disk of another machine may show it a little later."""
    ReceivedOnDisk().remove(image.key)
    with pytest.raises(UploadMissing):
        run(image)
    image.refresh_from_db()
    assert image.state == MediaState.RECEIVED and not image.refusal
    give_up(key=image.key)
    prepare(key=image.key)  # of what is decided nothing is asked any more


def test_two_workers_never_work_on_one_upload(image: MediaItem) -> None:
    with ReceivedOnDisk().locked(image.key), pytest.raises(UploadInUse):
        prepare(key=image.key)
    assert run(image).state == MediaState.READY


def test_given_up_is_told_and_can_be_tried_again(image: MediaItem) -> None:
    give_up(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.REFUSED and "hos os" in image.refusal
    run(image)
    assert image.state == MediaState.READY and image.refusal == ""
    give_up(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY


def test_the_sweep_takes_uploads_that_nobody_waits_for(
    image: MediaItem, evidence: Any, person: Any, left_on_disk: Any
) -> None:
    given_up = damaged(evidence, person)
    give_up(key=given_up.key)
    gone = damaged(evidence, person)
    MediaItem.objects.filter(pk=gone.pk).delete()
    assert received_on_disk.path_of(gone.key).exists()
    old = (timezone.now() - ORPHANED_AFTER - ORPHANED_AFTER).timestamp()
    for item in (image, given_up, gone):
        os.utime(received_on_disk.folder_of(item.key), (old, old))
    assert delete_orphans(now=timezone.now(), dry_run=True).rooms == 1
    assert delete_orphans(now=timezone.now()).rooms == 1
    assert not received_on_disk.folder_of(gone.key).exists()
    assert delete_orphans(now=timezone.now() + GIVEN_UP_UPLOAD_AGE).rooms == 1
    assert [received_on_disk.path_of(image.key).exists(), received_on_disk.path_of(given_up.key).exists()] == [
        True,
        False,
    ]


def test_how_far_a_film_is_stands_on_its_row_while_it_is_made(evidence: Any, person: Any, monkeypatch: Any) -> None:
    film = take_in.received(pictures.upload("film.mp4", films.film()), evidence, person, MediaKind.FILM)
    seen = []

    def make(*, source: Any, name: str, folder: Any, report: Any) -> Any:
        for percent in (12, 57):
            report(percent)
            seen.append(MediaItem.objects.get(kind=MediaKind.FILM).percent_prepared)
        return make_film(source=source, name=name, folder=folder, report=report)

    monkeypatch.setitem(SPECS, MediaKind.FILM, replace(SPECS[MediaKind.FILM], make=make))
    prepare(key=film.key)
    film.refresh_from_db()
    assert seen == [12, 57]
    assert film.state == MediaState.READY
    assert film.percent_prepared is None
