"""Uploads whose parts are in a bucket, of a real S3 server: what a phone sends in pieces over two servers is whole."""

import hashlib
import io
import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from media import lease
from media.enums import MediaState
from media.incoming_bucket import PART_BYTES, IncomingBucket, incoming_bucket
from media.ingest.delete_orphans import ORPHANED_AFTER, unwanted_uploads
from media.ingest.locked_upload import UploadInUse, UploadMissing
from media.ingest.prepare import prepare
from media.ingest.received_files import received_files
from media.ingest.received_in_bucket import name_of
from media.media_item import MediaItem
from media.models import Lease, Upload
from media.uploading import parts_in_bucket
from media.uploading.upload_owner import WholeFile
from meetings.evidence.enums import EvidenceKind
from tests.bucket import bucket, clock, needs_store, store
from tests.media import ready
from tests.media.uploading.conftest import PHOTO, begin_photo

__all__ = ["bucket", "clock", "store"]
pytestmark = [
    pytest.mark.django_db,
    needs_store,
    pytest.mark.usefixtures("bucket"),
]
SIZE = 2 * PART_BYTES + 1_234_567
FILM = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + random.Random(5).randbytes(SIZE - 32)
FILM = FILM[:SIZE]


@pytest.fixture
def film(scene, sender):
    """The URL of an upload of a film."""
    draft = scene.draft(kind=EvidenceKind.FILM, body=[])
    answer = sender.begin(SIZE, evidence=draft.pk, kind="film", filename="film.mp4")
    assert answer.status_code == 201, answer.content
    return answer["Location"]


@pytest.fixture
def taken(monkeypatch) -> list[str]:
    """The hashes of the files that were handed over, instead of handing them over."""
    found: list[str] = []

    def add_file(user, page, kind, file: WholeFile) -> MediaItem:
        found.append(hashlib.sha256(b"".join(file.chunks(PART_BYTES))).hexdigest())
        return MediaItem(key=file.upload_key)

    monkeypatch.setattr("meetings.evidence.files.uploads.add_file", add_file)
    return found


def left(bucket: Path) -> list[str]:
    return sorted(path.relative_to(bucket).as_posix() for path in bucket.rglob("*") if path.is_file())


WHOLE = [hashlib.sha256(FILM).hexdigest()]


@pytest.mark.parametrize(
    "cuts",
    [
        [PART_BYTES, 2 * PART_BYTES],
        [1, PART_BYTES - 1, PART_BYTES + 1, 2 * PART_BYTES + 5],
        [100, 200, 300, SIZE - 1],
        [],
    ],
)
def test_a_film_arrives_whole_however_it_was_cut(film, sender, taken, bucket, left_on_disk, cuts):
    at = 0
    for stop in [*cuts, SIZE]:
        assert sender.patch(film, at, FILM[at:stop])["Upload-Offset"] == str(stop)
        at = stop
    assert taken == WHOLE
    key = Upload.objects.get().key
    assert left(bucket) == [f"incoming/received/{key}"]
    assert left_on_disk() == [] and not Lease.objects.exists()


@pytest.mark.parametrize("length", [PART_BYTES, 2 * PART_BYTES])
def test_a_film_of_whole_parts(scene, sender, taken, length):
    draft = scene.draft(kind=EvidenceKind.FILM, body=[])
    url = sender.begin(length, evidence=draft.pk, kind="film", filename="film.mp4")["Location"]
    assert sender.patch(url, 0, FILM[:length])["Upload-Offset"] == str(length)
    assert taken == [hashlib.sha256(FILM[:length]).hexdigest()]


def test_a_photo_is_prepared_from_the_bucket_and_gone_from_there(draft, sender, bucket, left_on_disk):
    url = begin_photo(sender, draft)
    sender.patch(url, 0, PHOTO[:100])
    answer = sender.patch(url, 100, PHOTO[100:])
    photo = MediaItem.objects.get(key=answer["Media-Key"])
    assert photo.state == MediaState.READY  # tests run tasks at once
    assert set(left(bucket)) == set(photo.stored_paths())
    assert left_on_disk() == []


def test_a_form_without_script_comes_by_the_bucket_too(evidence_of_photos, person_of_photos, bucket):
    from media.ingest.receive import receive
    from media.kinds.enums import MediaKind
    from tests.media import pictures

    photo = receive(
        kind=MediaKind.IMAGE,
        upload=pictures.upload("a.jpg", pictures.talkative_jpeg()),
        evidence=evidence_of_photos,
        by=person_of_photos,
    )
    photo.refresh_from_db()
    assert photo.state == MediaState.READY
    assert set(left(bucket)) == set(photo.stored_paths())


@pytest.fixture
def evidence_of_photos(draft):
    return draft


@pytest.fixture
def person_of_photos(scene):
    return scene.staff


def test_what_a_killed_server_wrote_beyond_its_offset_is_written_again(film, sender, taken, bucket):
    """It stored a part and a tail, and was killed before it saved the offset."""
    sender.patch(film, 0, FILM[: PART_BYTES + 10])
    Upload.objects.update(offset=PART_BYTES)
    assert sender.patch(film, PART_BYTES, FILM[PART_BYTES:])["Upload-Offset"] == str(SIZE)
    assert taken == WHOLE


def test_a_server_killed_between_the_whole_file_and_the_row_loses_nothing(film, sender, taken, monkeypatch):
    sender.patch(film, 0, FILM[: SIZE - 5])
    with monkeypatch.context() as patch:
        patch.setattr("media.uploading.append._give_to_ingest", lambda *words: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            sender.patch(film, SIZE - 5, FILM[SIZE - 5 :])
    assert sender.head(film)["Upload-Offset"] == str(SIZE - 5)
    assert sender.patch(film, SIZE - 5, FILM[SIZE - 5 :])["Media-Key"]
    assert taken == WHOLE


def test_a_database_that_fails_at_the_end_loses_no_part(film, sender, bucket, monkeypatch):
    """What is in the bucket is the upload's until the row says that it became an item."""
    sender.patch(film, 0, FILM[: SIZE - 5])

    def failing(self, *words, **more) -> None:
        raise RuntimeError("no row")

    with monkeypatch.context() as patch:
        patch.setattr(MediaItem, "save", failing)
        with pytest.raises(RuntimeError):
            sender.patch(film, SIZE - 5, FILM[SIZE - 5 :])
    assert f"incoming/received/{Upload.objects.get().key}" in left(bucket)
    assert sender.patch(film, SIZE - 5, FILM[SIZE - 5 :])["Media-Key"]


def test_a_store_that_does_not_answer_is_told_and_the_phone_goes_on_later(film, sender, taken, monkeypatch):
    sender.patch(film, 0, FILM[:PART_BYTES])
    with monkeypatch.context() as patch:
        patch.setattr("media.incoming_bucket.WAITS", ())
        patch.setattr(incoming_bucket().client.meta.events, "emit_until_response", lambda *words, **more: broken())
        answer = sender.patch(film, PART_BYTES, FILM[PART_BYTES : 2 * PART_BYTES])
    assert answer.status_code == 503
    assert answer.content.decode() == "Filen kan ikke gemmes lige nu. Prøv igen om lidt."
    assert sender.head(film)["Upload-Offset"] == str(PART_BYTES)
    assert sender.patch(film, PART_BYTES, FILM[PART_BYTES:])["Media-Key"]
    assert taken == WHOLE


def broken():
    from botocore.exceptions import EndpointConnectionError

    raise EndpointConnectionError(endpoint_url="https://s3.example")


def test_one_request_at_a_time_until_its_lease_runs_out(film, sender, taken):
    key = Upload.objects.get().key
    with lease.hold_lease(f"upload {key}", seconds=60) as dead:
        assert sender.patch(film, 0, FILM[:10]).status_code == 423
        assert sender.delete(film).status_code == 423
        Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert sender.patch(film, 0, FILM)["Media-Key"]
        with pytest.raises(lease.LeaseTaken):
            dead.renew()
    assert taken == WHOLE


def test_whoever_lost_the_lease_writes_no_offset(film, sender, taken, monkeypatch):
    """A server that stood still goes on, while another one has continued."""
    first = parts_in_bucket.BucketWriter.flush

    def stand_still(self) -> None:
        monkeypatch.setattr(parts_in_bucket.BucketWriter, "flush", first)
        Lease.objects.all().delete()
        assert sender.patch(film, 0, FILM[:200])["Upload-Offset"] == "200"
        first(self)

    monkeypatch.setattr(parts_in_bucket.BucketWriter, "flush", stand_still)
    assert sender.patch(film, 0, FILM[:100]).status_code == 423
    assert sender.patch(film, 200, FILM[200:])["Media-Key"]
    assert taken == WHOLE


@pytest.mark.parametrize("lost", ["the tail", "the parts"])
def test_when_the_store_has_lost_something_it_is_sent_again(film, sender, taken, bucket, lost):
    sender.patch(film, 0, FILM[: PART_BYTES + 10])
    row = Upload.objects.get()
    if lost == "the tail":
        incoming_bucket().delete(*(name for name, _stored in incoming_bucket().names("tails/")))
    else:
        incoming_bucket().abort(name_of(row.key), row.multipart_id)
    if lost == "the parts":
        assert sender.patch(film, PART_BYTES + 10, FILM[PART_BYTES + 10 :]).status_code == 409
    else:
        assert sender.patch(film, PART_BYTES + 10, b"x").status_code == 409
    offset = int(sender.head(film)["Upload-Offset"])
    assert offset == (PART_BYTES if lost == "the tail" else 0)
    assert sender.patch(film, offset, FILM[offset:])["Media-Key"]
    assert taken == WHOLE


def test_an_upload_begun_on_a_disk_by_an_older_version_begins_anew(film, sender, taken):
    Upload.objects.update(offset=PART_BYTES)
    assert sender.patch(film, PART_BYTES, FILM[PART_BYTES:]).status_code == 409
    assert sender.head(film)["Upload-Offset"] == "0"
    assert sender.patch(film, 0, FILM)["Media-Key"]
    assert taken == WHOLE


def test_cancelled_and_expired_uploads_leave_nothing(film, sender, bucket):
    sender.patch(film, 0, FILM[: PART_BYTES + 10])
    assert left(bucket) and list(incoming_bucket().unfinished())
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    call_command("sweep_media")
    assert left(bucket) == [] == list(incoming_bucket().unfinished())
    assert not Upload.objects.exists()


def test_the_night_removes_what_has_no_row(film, sender, bucket, monkeypatch):
    sender.patch(film, 0, FILM[: PART_BYTES + 10])
    call_command("sweep_media")
    assert left(bucket), "it is under way"
    Upload.objects.all().delete()
    call_command("sweep_media")
    assert left(bucket), "a day has not passed"
    monkeypatch.setattr("media.uploading.limits.UPLOAD_LIFETIME", timedelta(days=-1))
    call_command("sweep_media", dry_run=True)
    assert left(bucket)
    call_command("sweep_media")
    assert left(bucket) == [] == list(incoming_bucket().unfinished())


def test_what_is_refused_at_the_end_is_gone(film, sender, bucket, scene):
    from meetings.units.membership import Membership

    bad = b"MZ" + FILM[2:]
    assert sender.patch(film, 0, bad).status_code == 422
    assert left(bucket) == [] and not Upload.objects.exists()
    assert Membership.objects.exists()


@pytest.fixture
def waiting(film, sender, monkeypatch):
    """A film that was received and waits for its task."""
    from media.ingest import receive

    class Later:
        def using(self, **options):
            return self

        def enqueue(self, key):
            return None

    monkeypatch.setattr(receive, "prepare_media", Later())
    sender.patch(film, 0, FILM)
    return MediaItem.objects.get()


def test_two_workers_never_work_on_one_upload(waiting, monkeypatch):
    with received_files().locked(waiting.key) as first:
        with pytest.raises(UploadInUse):
            prepare(key=waiting.key)
        Lease.objects.all().delete()
        with pytest.raises(UploadInUse):
            first.require_lock()


def test_a_worker_refuses_what_it_fetched_and_leaves_nothing(waiting, bucket, left_on_disk):
    prepare(key=waiting.key)  # it is noise
    waiting.refresh_from_db()
    assert waiting.state == MediaState.REFUSED and waiting.refusal
    assert left(bucket) == [] == left_on_disk()


def test_a_store_that_is_away_keeps_the_upload_for_the_next_try(waiting, monkeypatch, left_on_disk):
    from media.ingest.refusals import StoreUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(IncomingBucket, "read", lambda *words: (_ for _ in ()).throw(StoreUnavailable()))
        with pytest.raises(StoreUnavailable):
            prepare(key=waiting.key)
    waiting.refresh_from_db()
    assert waiting.state == MediaState.PROCESSING and left_on_disk() == []
    assert incoming_bucket().size_of(name_of(waiting.key)) == SIZE


def test_a_withdrawn_film_is_not_fetched_and_gone(waiting, scene, bucket):
    ready.withdraw(waiting, scene.leader)
    prepare(key=waiting.key)
    waiting.refresh_from_db()
    assert waiting.state == MediaState.REFUSED and left(bucket) == []


def test_one_that_is_lost_is_named(waiting, bucket):
    received_files().remove(waiting.key)
    with pytest.raises(UploadMissing):
        prepare(key=waiting.key)


def test_the_night_removes_received_files_that_nobody_waits_for(waiting, bucket):
    later = timezone.now() + 2 * ORPHANED_AFTER
    assert unwanted_uploads(later, dry_run=False) == 0
    MediaItem.objects.filter(pk=waiting.pk)._raw_delete("default")
    assert unwanted_uploads(timezone.now(), dry_run=False) == 0
    assert unwanted_uploads(later, dry_run=False) == 1
    assert left(bucket) == []


def test_nothing_of_it_is_in_a_backup(film, sender, bucket):
    from foundation.backup.stored_files import all_files

    sender.patch(film, 0, FILM[: PART_BYTES + 10])
    default_storage.save("images/a.jpg", ContentFile(b"x"))
    assert [file.name for file in all_files()] == ["images/a.jpg"]


def test_uploads_that_wait_on_the_disk_are_moved_to_the_bucket(draft, scene, settings, monkeypatch, own_store):
    from media.ingest import receive
    from media.kinds.enums import MediaKind
    from tests.media import pictures
    from tests.media.take_in import Later

    bucket_name, settings.S3_BUCKET = settings.S3_BUCKET, ""
    monkeypatch.setattr(receive, "prepare_media", Later())
    upload = pictures.upload("a.jpg", pictures.talkative_jpeg())
    photo = receive.receive(kind=MediaKind.IMAGE, upload=upload, evidence=draft, by=scene.staff)
    settings.S3_BUCKET = bucket_name
    (own_store / "files").mkdir()
    call_command("move_files", stdout=io.StringIO())
    prepare(key=photo.key)
    photo.refresh_from_db()
    assert photo.state == MediaState.READY
