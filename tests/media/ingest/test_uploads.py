"""Files between browser and ingest: temporary files, file names, and leftovers of killed processes."""

import io
import os
import resource
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from media.ingest import original_name, quarantine
from media.ingest.delete_orphans import delete_orphans
from media.ingest.upload_handler import QuarantinedUpload, QuarantineUploadHandler
from media.kinds.enums import MediaKind
from meetings.evidence.models import Evidence
from tests.media import pictures, ready
from tests.media.take_in import take_in


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("foto.jpg", "foto.jpg"),
        ("C:\\Users\\lea\\foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("A\u030aben hule.JPG", "Åben hule.JPG"),
        ("gpj.\u202eexe\x00\x07\n.jpg", "gpj.exe.jpg"),
        ("a\u200bb\u2028c.png", "abc.png"),
        ("  mange   ord .pdf", "mange ord .pdf"),
        ("x" * 300 + ".jpeg", "x" * 95 + ".jpeg"),
        ("y" * 300, "y" * 100),
        ("<b>&.jpg", "<b>&.jpg"),  # unchanged; templates escape it
        ("...", ""),
        ("", ""),
    ],
)
def test_file_names_are_cleaned_for_display(given: str, kept: str) -> None:
    assert original_name.clean_file_name(given) == kept


def uploaded(content: bytes, settings: Settings) -> Any:
    """Parse a form with Django's own parser and the upload handlers of the settings."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    request = RequestFactory().post("/", {"fil": io.BytesIO(content)})
    return request, request.FILES["fil"]


def test_uploads_are_in_quarantine_until_the_request_ends(
    settings: Settings, left_on_disk: Callable[[], list[str]]
) -> None:
    request, upload = uploaded(b"x" * 5000, settings)
    assert isinstance(upload, QuarantinedUpload)
    assert Path(upload.temporary_file_path()).parent == settings.QUARANTINE_DIR
    assert oct(os.stat(upload.temporary_file_path()).st_mode)[-3:] == "600"
    assert upload.read() == b"x" * 5000
    request.close()
    upload.close()
    assert left_on_disk() == []


def test_a_file_above_every_limit_is_counted_but_not_kept(settings: Settings) -> None:
    settings.FILM_MAX_BYTES = 70_000
    _request, upload = uploaded(b"x" * 300_000, settings)
    assert upload.size == 300_000
    assert os.stat(upload.temporary_file_path()).st_size <= 70_000


def test_a_broken_connection_leaves_nothing(settings: Settings, left_on_disk: Callable[[], list[str]]) -> None:
    handler = QuarantineUploadHandler(RequestFactory().get("/"))
    handler.new_file("fil", "film.mp4", "video/mp4", 1000, None, {})
    handler.receive_data_chunk(b"half", 0)
    assert len(left_on_disk()) == 1
    handler.upload_interrupted()
    assert left_on_disk() == []


def test_a_full_disk_is_left_as_it_was(settings: Settings, left_on_disk: Callable[[], list[str]]) -> None:
    """A limit on file sizes stands in for the full disk: the kernel refuses the write in the same way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(OSError) as caught:
            uploaded(b"x" * 200_000, settings)
        assert left_on_disk() == []  # before the error was handled
        assert caught.value.errno
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.django_db
def test_a_file_on_disk_is_received_like_one_in_memory(
    evidence: Evidence, person: User, settings: Settings, left_on_disk: Callable[[], list[str]]
) -> None:
    request, upload = uploaded(pictures.talkative_jpeg(), settings)
    upload.name = "foto.jpg"
    assert take_in(MediaKind.IMAGE, upload, evidence, person).width == 640
    request.close()
    upload.close()
    assert not [path for path in left_on_disk() if path.startswith("quarantine")]


def test_a_quarantine_folder_is_deleted_also_after_an_error(left_on_disk: Callable[[], list[str]]) -> None:
    with pytest.raises(RuntimeError), quarantine.quarantine_folder() as folder:
        assert oct(folder.stat().st_mode)[-3:] == "700"
        (folder / "a").mkdir()
        (folder / "a" / "b").write_bytes(b"x")
        raise RuntimeError
    assert left_on_disk() == []


@pytest.mark.django_db
def test_orphans_are_deleted_and_missing_files_are_named(
    evidence: Evidence,
    person: User,
    own_store: Path,
    left_on_disk: Callable[[], list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept, lost = ready.image(evidence, person), ready.film(evidence, person)
    orphan = own_store / "files" / "images" / "6f1e3f5e-7a43-4c0e-9d55-0123456789ab"
    orphan.mkdir()
    (orphan / "card.jpg").write_bytes(b"no row")
    foreign = own_store / "files" / "images" / "not-a-key"
    foreign.mkdir()
    (foreign / "a.txt").write_bytes(b"not ours")
    for path in lost.stored_paths():
        (own_store / "files" / path).unlink()
    (own_store / "files" / "films" / str(lost.key)).rmdir()
    old = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(orphan / "card.jpg", (timezone.now().timestamp(),) * 2)
    assert delete_orphans(now=timezone.now()).orphans == 0  # too young: its row may still be written
    os.utime(orphan / "card.jpg", (old, old))
    assert delete_orphans(now=timezone.now(), dry_run=True).orphans == 1
    assert (orphan / "card.jpg").exists()

    call_command("sweep_media")

    assert not orphan.exists()
    assert set(left_on_disk()) == {f"files/{path}" for path in kept.stored_paths()} | {"files/images/not-a-key/a.txt"}
    printed = capsys.readouterr()
    assert "1 folders without a row" in printed.out
    assert str(lost) in printed.err
