"""Uploads that are cancelled or expire leave nothing behind."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Upload
from media.uploading import part_file
from tests.media.uploading.conftest import PHOTO

pytestmark = pytest.mark.django_db


def test_cancelling_deletes_what_was_received(sender, begun, left_on_disk):
    sender.patch(begun, 0, PHOTO[:100])
    assert sender.delete(begun).status_code == 204
    assert sender.head(begun).status_code == 404
    assert not left_on_disk()


def test_deleting_a_finished_upload_keeps_the_photo(sender, begun):
    sender.patch(begun, 0, PHOTO)
    assert sender.delete(begun).status_code == 204
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1


def test_an_abandoned_upload_expires(sender, draft, begun, left_on_disk):
    answer = sender.patch(begun, 0, PHOTO[:10])
    row = Upload.objects.get()
    # An HTTP date has whole seconds.
    assert parsedate_to_datetime(answer["Upload-Expires"]) == row.expires_at.replace(microsecond=0)
    Upload.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    sender.patch(begun, 10, PHOTO[10:20])
    row.refresh_from_db()
    assert row.expires_at > timezone.now() + timedelta(hours=23)  # each part extends it by a day
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sender.head(begun).status_code == 410
    assert sender.patch(begun, 20, PHOTO[20:]).status_code == 410
    assert not sender.client.get("/medier/upload/", {"evidence": draft.pk}).json()["uploads"]
    call_command("sweep_media", dry_run=True)
    assert left_on_disk()
    call_command("sweep_media")
    assert not Upload.objects.exists()
    assert not left_on_disk()


def test_active_uploads_are_not_deleted(sender, begun):
    sender.patch(begun, 0, PHOTO[:10])
    call_command("sweep_media")
    assert sender.head(begun)["Upload-Offset"] == "10"


def test_a_part_file_without_a_row_is_deleted(sender, begun, left_on_disk):
    import os

    Upload.objects.all().delete()
    assert left_on_disk()
    path = part_file.path_of(begun.rstrip("/").rpartition("/")[2])
    os.utime(path, times=(0, 0))
    call_command("sweep_media")
    assert not left_on_disk()
