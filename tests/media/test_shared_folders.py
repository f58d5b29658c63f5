"""With a wrong shared folder nothing starts, and no upload is accepted or refused."""

import shutil
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.infrastructure.startup_checks import require_ready
from foundation.models import QueuedTask
from foundation.task_queue.worker import Worker
from foundation.task_queue.wrong_machine import WAIT_FOR_SAME_WORKER, WrongMachine
from media import shared_folders
from media.enums import MediaState
from media.ingest.delete_orphans import delete_orphans
from media.ingest.receive import receive
from media.ingest.refusals import StoreUnavailable
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import SharedFolder
from media.uploading.delete_abandoned import delete_abandoned_uploads
from tests.media import films, pictures

pytestmark = pytest.mark.django_db
MARKER = shared_folders.MARKER_FILE_NAME

PREPARE = "media.tasks.prepare_media"


@pytest.fixture
def marked(own_store: Path) -> dict[str, Path]:
    """The folders of an installation that was set up."""
    assert shared_folders.mark() == []
    return shared_folders.folders()


def unmount(folder: Path) -> None:
    """Remove the disk, so that its mount point is an empty folder."""
    folder.rename(folder.with_name(folder.name + "-away"))
    folder.mkdir()


def mount(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.with_name(folder.name + "-away").rename(folder)


def photo(evidence: Any, person: Any) -> MediaItem:
    return receive(
        kind=MediaKind.IMAGE, upload=pictures.upload("a.jpg", pictures.talkative_jpeg()), evidence=evidence, by=person
    )


def test_setting_up_twice_is_setting_up_once(marked: dict[str, Path]) -> None:
    words = {name: (folder / MARKER).read_text() for name, folder in marked.items()}
    assert set(words) == {"quarantine", "uploading", "files"} and len(set(words.values())) == 3
    assert shared_folders.mark() == [] and shared_folders.problems() == []
    assert words == {name: (folder / MARKER).read_text() for name, folder in marked.items()}
    assert all((folder / MARKER).stat().st_mode & 0o777 == 0o600 for folder in marked.values())


@pytest.mark.parametrize("name", ["quarantine", "uploading", "files"])
def test_the_start_refuses_a_folder_that_is_not_mounted(marked: dict[str, Path], name: str) -> None:
    require_ready()
    unmount(marked[name])
    with pytest.raises(ImproperlyConfigured, match=f"shared folder {name} .* is not mounted"):
        require_ready()
    for command in (["work", "--once"], ["work"]):
        with pytest.raises(CommandError, match="is not mounted"):
            call_command(*command)
    with pytest.raises(CommandError, match="--adopt"):
        call_command("shared_folders", stdout=StringIO())
    mount(marked[name])
    require_ready()


def test_the_start_refuses_the_folder_of_another_installation(marked: dict[str, Path]) -> None:
    (marked["files"] / MARKER).write_text("another")
    with pytest.raises(ImproperlyConfigured, match="another installation"):
        require_ready()


def test_before_it_is_set_up_nothing_starts() -> None:
    with pytest.raises(ImproperlyConfigured, match="set_up"):
        require_ready()


def test_an_operator_can_say_that_an_empty_folder_is_the_right_one(marked: dict[str, Path]) -> None:
    unmount(marked["quarantine"])
    call_command("shared_folders", "--adopt", stdout=StringIO())
    require_ready()


def test_a_new_database_takes_the_marks_over(marked: dict[str, Path]) -> None:
    SharedFolder.objects.all().delete()
    before = (marked["files"] / MARKER).read_text()
    assert shared_folders.mark() == []
    assert (marked["files"] / MARKER).read_text() == before


def test_with_s3_the_files_need_no_folder(marked: dict[str, Path], settings: Any) -> None:
    settings.S3_BUCKET = "photos"
    unmount(marked["files"])
    require_ready()


@pytest.mark.usefixtures("real_queue")
@pytest.mark.parametrize("name", ["quarantine", "files"])
def test_a_worker_that_cannot_see_the_folder_gives_the_task_back(
    marked: dict[str, Path], evidence: Any, person: Any, name: str
) -> None:
    image = photo(evidence, person)
    QueuedTask.objects.exclude(path=PREPARE).delete()  # of the search
    unmount(marked[name])
    blind = Worker()
    for _time in range(8):
        assert blind.run_once() == 0
        QueuedTask.objects.update(run_after=timezone.now(), given_back_at=timezone.now() - 2 * WAIT_FOR_SAME_WORKER)
    row = QueuedTask.objects.get()
    assert (row.attempts, row.parked_at, row.claimed_until) == (0, None, None)
    assert row.given_back_by == blind.name and f"shared folder {name}" in row.last_error
    image.refresh_from_db()
    assert image.state == MediaState.RECEIVED and not image.refusal
    mount(marked[name])
    assert Worker().run_once() == 1
    image.refresh_from_db()
    assert image.state == MediaState.READY


@pytest.mark.usefixtures("real_queue")
def test_what_one_worker_gave_back_another_takes(marked: dict[str, Path], evidence: Any, person: Any) -> None:
    photo(evidence, person)
    unmount(marked["quarantine"])
    blind, other = Worker(), Worker()
    blind.run_once()
    mount(marked["quarantine"])
    QueuedTask.objects.update(run_after=timezone.now())
    assert blind.run_once() == 0, "not again at once"
    assert other.run_once() == 1


def test_no_upload_is_taken_into_a_folder_that_is_not_shared(
    marked: dict[str, Path], evidence: Any, person: Any
) -> None:
    unmount(marked["quarantine"])
    with pytest.raises(StoreUnavailable):
        photo(evidence, person)
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists() and not list(
        marked["quarantine"].rglob("upload")
    )


def test_the_night_removes_nothing_from_a_folder_that_is_not_ours(marked: dict[str, Path]) -> None:
    from media.tasks import sweep_files

    (marked["files"] / MARKER).write_text("another")
    with pytest.raises(WrongMachine):
        sweep_files.call("2026-10-01")


def test_the_night_leaves_the_marks(marked: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from media.ingest import quarantine

    quarantine.remove_abandoned(older_than=-1)
    monkeypatch.setattr("media.uploading.limits.UPLOAD_LIFETIME", timedelta(0))
    delete_abandoned_uploads(now=timezone.now())
    delete_orphans(now=timezone.now())
    assert shared_folders.problems() == []


@pytest.mark.usefixtures("real_queue")
def test_photos_never_wait_behind_films(marked: dict[str, Path], evidence: Any, person: Any) -> None:
    """With one worker and in any order: films have a lane of their own."""
    for _number in range(3):
        receive(kind=MediaKind.FILM, upload=pictures.upload("a.webm", films.webm()), evidence=evidence, by=person)
    photo(evidence, person)
    lanes = list(QueuedTask.objects.filter(path=PREPARE).order_by("pk").values_list("lane", flat=True))
    assert lanes == ["films", "films", "films", "default"]
    QueuedTask.objects.exclude(path=PREPARE).delete()  # of the search
    taken = Worker()._take("default")
    assert taken is not None and MediaItem.objects.get(key=taken.arguments["args"][0]).kind == MediaKind.IMAGE


def test_the_web_server_does_not_start_on_an_empty_data_directory(tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{project_settings.BASE_DIR}:{project_settings.SITE_DIR}",
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "LAERINGSRUM_DATA_DIR": str(tmp_path),
    }
    run = subprocess.run([sys.executable, "-c", "import config.wsgi"], env=environment, capture_output=True, text=True)
    assert run.returncode != 0 and "There is no database" in run.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("*.sqlite3"))
