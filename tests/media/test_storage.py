"""Storage: readable by the server's own user only, and without URLs."""

import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from media.s3_storage import PrivateS3Storage
from media.storage import PrivateFileStorage


def test_files_and_folders_are_for_the_server_alone(tmp_path: Path) -> None:
    storage = PrivateFileStorage(location=tmp_path / "files")
    name = storage.save("images/a/card.jpg", ContentFile(b"x"))
    path = tmp_path / "files" / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_storage_can_be_rebuilt_from_its_deconstruction(tmp_path: Path) -> None:
    path, arguments, options = PrivateFileStorage(location=tmp_path).deconstruct()
    assert path == "media.storage.PrivateFileStorage"
    assert PrivateFileStorage(*arguments, **options).location == str(tmp_path)


def test_no_storage_has_urls(tmp_path: Path) -> None:
    for storage in (PrivateFileStorage(location=tmp_path), PrivateS3Storage(bucket_name="b")):
        with pytest.raises(NotImplementedError, match=r"media\.serving"):
            storage.url("images/a/card.jpg")


def test_s3_requests_time_out_quickly() -> None:
    storage = PrivateS3Storage(bucket_name="b", access_key="a", secret_key="b", region_name="eu-north-1")
    config = storage.client_config
    assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (2, 5, 2)
    assert storage.default_acl is None and storage.querystring_auth


@pytest.mark.parametrize(("asked", "given"), [(60, 60), (900, 900), (86400, 900), (0, 1)])
def test_links_to_s3_expire_soon(asked: int, given: int) -> None:
    storage = PrivateS3Storage(bucket_name="b", access_key="a", secret_key="b", region_name="eu-north-1")
    link = storage.signed_link("x.jpg", seconds=asked, content_type="image/jpeg", disposition="inline")
    assert f"X-Amz-Expires={given}&" in link
    assert "response-content-type=image%2Fjpeg" in link
