"""Preparing a received upload is idempotent, whatever happens while it runs."""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from accounts.models import User
from foundation.models import AuditEvent
from media.enums import MediaState
from media.ingest import received_files
from media.ingest.delete_orphans import AGE, GIVEN_UP, delete_orphans
from media.ingest.intake_rules import INTAKE
from media.ingest.making.make_film import make_film
from media.ingest.making.result import IngestResult
from media.ingest.prepare import give_up, prepare
from media.models import Film, Image
from media.privacy.withdraw import withdraw
from media.rendition_sizes import IMAGE_RENDITIONS
from tests.media import films, pictures, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(page: Page, person: User) -> Image:
    return take_in.received(pictures.upload("a.jpg", pictures.talkative_jpeg()), page, person)


def damaged(page: Page, person: User) -> Image:
    return take_in.received(pictures.upload("hoved.jpg", b"\xff\xd8\xff\xe0" + bytes(60)), page, person)


def run(image: Image) -> Image:
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    return image


def times(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


def test_ready_once_however_often_it_runs(image: Image, left_on_disk: Callable[[], list[str]]) -> None:
    run(image)
    assert image.state == MediaState.READY
    assert len(left_on_disk()) == len(IMAGE_RENDITIONS)
    before = {path: default_storage.get_modified_time(path) for path in image.stored_paths()}
    run(image)
    assert image.state == MediaState.READY
    assert before == {path: default_storage.get_modified_time(path) for path in image.stored_paths()}
    assert times("media.ready") == 1


def test_it_is_refused_with_a_message_and_the_upload_is_deleted(
    page: Page, person: User, left_on_disk: Callable[[], list[str]]
) -> None:
    image = run(damaged(page, person))
    assert image.state == MediaState.REFUSED
    assert "beskadiget" in image.refusal
    assert left_on_disk() == []
    run(image)
    assert times("media.refused") == 1


def test_messages_are_danish_whoever_starts_the_worker(page: Page, person: User) -> None:
    from django.utils import translation

    with translation.override("en"):
        assert "beskadiget" in run(damaged(page, person)).refusal


def test_an_attempt_killed_after_it_stored_files_is_repeated(
    image: Image, left_on_disk: Callable[[], list[str]]
) -> None:
    default_storage.save(image.path("card.jpg"), pictures.upload("x", b"half a picture"))
    Image.objects.filter(pk=image.pk).update(state=MediaState.PROCESSING)
    run(image)
    with default_storage.open(image.path("card.jpg")) as file:
        assert file.read(2) == b"\xff\xd8"
    assert set(left_on_disk()) == {f"files/{path}" for path in image.stored_paths()}


def test_an_attempt_killed_after_the_row_was_ready_leaves_nothing(
    image: Image, left_on_disk: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(received_files, "remove", lambda key: None)
        run(image)
    assert received_files.path_of(image.key).exists()
    run(image)
    assert not received_files.path_of(image.key).exists()
    assert len(left_on_disk()) == len(IMAGE_RENDITIONS)


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Call `act` while the maker works."""
    intake = INTAKE[Image]

    def make(**words: Any) -> IngestResult:
        made = intake.make(**words)
        act()
        return made

    monkeypatch.setattr("media.ingest.prepare.INTAKE", {Image: type(intake)(**{**vars(intake), "make": make})})


def test_deleted_meanwhile(
    image: Image, left_on_disk: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: Image.objects.get(pk=image.pk).delete())
    prepare(kind=Image, key=image.key)
    assert left_on_disk() == []


def test_deleted_before(
    image: Image,
    left_on_disk: Callable[[], list[str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.get(pk=image.pk).delete()
    assert left_on_disk() == []
    prepare(kind=Image, key=image.key)


def test_withdrawn_meanwhile(
    image: Image, person: User, left_on_disk: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: withdraw(item=Image.objects.get(pk=image.pk), by=person, reason="Bedt om det"))
    run(image)
    assert image.state != MediaState.READY and image.is_withdrawn
    assert left_on_disk() == []


def test_withdrawn_before(image: Image, person: User, left_on_disk: Callable[[], list[str]]) -> None:
    withdraw(item=image, by=person, reason="Bedt om det")
    run(image)
    assert image.state == MediaState.REFUSED and "trukket tilbage" in image.refusal
    assert left_on_disk() == []


def test_a_missing_upload_is_tried_again_and_refused_only_after_the_last_attempt(image: Image) -> None:
    """A network disk may show the file with a delay."""
    received_files.remove(image.key)
    with pytest.raises(received_files.UploadMissing):
        run(image)
    image.refresh_from_db()
    assert image.state == MediaState.RECEIVED and not image.refusal
    give_up(kind=Image, key=image.key)
    prepare(kind=Image, key=image.key)  # changes nothing that is decided


def test_two_workers_never_work_on_one_upload(image: Image) -> None:
    with received_files.held(image.key), pytest.raises(received_files.AtWork):
        prepare(kind=Image, key=image.key)
    assert run(image).state == MediaState.READY


def test_after_giving_up_the_user_is_told_and_it_can_be_tried_again(image: Image) -> None:
    give_up(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.REFUSED and "hos os" in image.refusal
    run(image)
    assert image.state == MediaState.READY and image.refusal == ""
    give_up(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY


def test_uploads_that_no_item_waits_for_are_deleted(
    image: Image, page: Page, person: User, left_on_disk: Callable[[], list[str]]
) -> None:
    given_up = damaged(page, person)
    give_up(kind=Image, key=given_up.key)
    gone = damaged(page, person)
    Image.objects.filter(pk=gone.pk).delete()
    gone_upload = (
        received_files.put(pictures.upload("x", b"x"), gone.key)
        if not received_files.path_of(gone.key).exists()
        else None
    )
    assert gone_upload is None or gone_upload.exists()
    old = (timezone.now() - AGE - AGE).timestamp()
    for item in (image, given_up, gone):
        os.utime(received_files.folder_of(item.key), (old, old))
    assert delete_orphans(now=timezone.now(), dry_run=True).rooms == 1
    assert delete_orphans(now=timezone.now()).rooms == 1
    assert not received_files.folder_of(gone.key).exists()
    assert delete_orphans(now=timezone.now() + GIVEN_UP).rooms == 1
    assert [received_files.path_of(image.key).exists(), received_files.path_of(given_up.key).exists()] == [True, False]


def test_the_progress_of_a_film_is_saved_while_it_is_made(
    page: Page, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = take_in.received(pictures.upload("film.mp4", films.film()), page, person, Film)
    seen = []

    def make(*, source: Any, name: str, folder: Any, tell: Any) -> Any:
        for percent in (12, 57):
            tell(percent)
            seen.append(Film.objects.get().percent_prepared)
        return make_film(source=source, name=name, folder=folder, tell=tell)

    monkeypatch.setitem(INTAKE, Film, replace(INTAKE[Film], make_telling=make))
    prepare(kind=Film, key=film.key)
    film.refresh_from_db()
    assert seen == [12, 57]
    assert film.state == MediaState.READY
    assert film.percent_prepared is None
