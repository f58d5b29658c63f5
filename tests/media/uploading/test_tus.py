"""The tus protocol as a client uses it, with photos that become photos of a draft."""

import hashlib
import itertools
import threading
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Upload
from media.uploading import limits, part_file
from media.uploading.append import append
from media.uploading.begin import begin
from media.uploading.refusals import UploadBusy, WrongOffset
from meetings.evidence.enums import EvidenceKind
from tests.media.uploading.conftest import PHOTO, begin_photo, bytes_of

pytestmark = pytest.mark.django_db


def test_the_server_describes_itself(sender):
    answer = sender.client.options("/medier/upload/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,termination,expiration"
    assert int(answer["Tus-Max-Size"]) == 2048 * 1024 * 1024


def test_a_photo_in_one_part(sender, draft, begun, left_on_disk):
    answer = sender.patch(begun, 0, PHOTO)
    assert answer.status_code == 204
    assert answer["Upload-Offset"] == str(len(PHOTO))
    photo = MediaItem.objects.get(key=answer["Media-Key"])
    assert photo.evidence_id == draft.pk
    assert photo.source_name == "vandhul.jpg"
    draft.refresh_from_db()
    assert [block.block_type for block in draft.body] == ["image"]
    assert not [path for path in left_on_disk() if path.startswith("uploading/")]


def test_the_file_arrives_whole_however_it_was_cut(sender, draft, monkeypatch):
    taken = []

    def add_file(user, page, kind, file):
        taken.append(hashlib.sha256(Path(file.temporary_file_path()).read_bytes()).hexdigest())
        return MediaItem()

    monkeypatch.setattr("meetings.evidence.files.uploads.add_file", add_file)
    cuts = [0, 1, 2, len(PHOTO) // 3, len(PHOTO) // 2, len(PHOTO) - 1, len(PHOTO)]
    url = begin_photo(sender, draft)
    for start, stop in itertools.pairwise(cuts):
        assert sender.head(url)["Upload-Offset"] == str(start)
        assert sender.patch(url, start, PHOTO[start:stop])["Upload-Offset"] == str(stop)
    assert taken == [hashlib.sha256(PHOTO).hexdigest()]


@pytest.mark.parametrize("dropped_at", [0, 1, 100, len(PHOTO) - 1])
def test_a_dropped_connection_keeps_what_was_received(sender, begun, dropped_at):
    """The request declares the whole part and breaks off: the declared length and the body differ."""
    answer = sender.patch(begun, 0, PHOTO[:dropped_at], announced=len(PHOTO))
    assert answer["Upload-Offset"] == str(dropped_at)
    head = sender.head(begun)
    assert head["Upload-Offset"] == str(dropped_at)
    assert head["Upload-Length"] == str(len(PHOTO))
    assert head["Cache-Control"] == "no-store"
    assert bytes_of(begun) == PHOTO[:dropped_at]
    assert sender.patch(begun, dropped_at, PHOTO[dropped_at:])["Media-Key"]
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1


def test_a_connection_error_keeps_what_was_received(scene, draft):
    upload = begin(evidence=draft, kind="image", name="x.jpg", length=10, by=scene.staff, now=timezone.now())
    pieces = iter([b"1234", ConnectionResetError()])

    def read(size):
        piece = next(pieces)
        if isinstance(piece, Exception):
            raise piece
        return piece

    assert append(upload=upload, offset=0, announced=10, read=read, now=timezone.now()).offset == 4
    assert Upload.objects.get().offset == 4


def test_bytes_written_by_a_killed_process_without_an_offset_are_rewritten(sender, begun):
    sender.patch(begun, 0, PHOTO[:100])
    path = part_file.path_of(begun.rstrip("/").rpartition("/")[2])
    with path.open("ab") as file:
        file.write(b"never told")
    assert sender.head(begun)["Upload-Offset"] == "100"
    assert sender.patch(begun, 100, PHOTO[100:])["Media-Key"]


@pytest.mark.parametrize("offset", [1, 99, 101, len(PHOTO)])
def test_a_wrong_offset_writes_nothing(sender, begun, offset):
    sender.patch(begun, 0, PHOTO[:100])
    answer = sender.patch(begun, offset, b"xxxx")
    assert answer.status_code in {409, 413}
    assert bytes_of(begun) == PHOTO[:100]


@pytest.mark.parametrize("offset", ["-1", "", "1 ", "٣", "1e3", "9" * 16, "nul"])
def test_an_offset_that_is_not_a_number(sender, begun, offset):
    assert sender.patch(begun, offset, b"x").status_code == 400
    assert bytes_of(begun) == b""


def test_more_than_was_announced_is_refused_before_it_is_written(sender, begun):
    answer = sender.patch(begun, 0, PHOTO + b"x")
    assert answer.status_code == 413
    assert bytes_of(begun) == b""


def test_a_body_longer_than_declared_is_cut(scene, draft):
    upload = begin(evidence=draft, kind="image", name="x.jpg", length=100, by=scene.staff, now=timezone.now())
    row = append(upload=upload, offset=0, announced=4, read=lambda size: b"x" * size, now=timezone.now())
    assert row.offset == 4
    assert part_file.path_of(upload.key).stat().st_size == 4


@pytest.mark.parametrize("length", ["", "-1", "0x10", "1.5", "9" * 16])
def test_an_upload_of_invalid_length_is_refused(sender, draft, length):
    assert sender.begin(length, evidence=draft.pk, kind="image").status_code == 400
    assert not Upload.objects.exists()


def test_an_empty_file_is_refused_with_a_message(sender, draft):
    answer = sender.begin(0, evidence=draft.pk, kind="image")
    assert (answer.status_code, answer.content.decode()[:15]) == (422, "Filen er tom. V")


@pytest.mark.parametrize(("kind", "setting"), [("image", "IMAGE_MAX_BYTES"), ("film", "FILM_MAX_BYTES")])
def test_a_file_above_its_limit_is_refused_before_it_is_sent(sender, scene, settings, kind, setting):
    setattr(settings, setting, 5000)
    draft = scene.draft(kind=EvidenceKind.FILM if kind == "film" else EvidenceKind.PHOTOS, body=[])
    assert sender.begin(5000, evidence=draft.pk, kind=kind).status_code == 201
    answer = sender.begin(5001, evidence=draft.pk, kind=kind)
    assert answer.status_code == 413
    assert "højst" in answer.content.decode()
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("said", [{"kind": "film"}, {"kind": "unknown"}, {"kind": ""}])
def test_a_kind_that_the_draft_does_not_take(sender, draft, said):
    assert sender.begin(10, evidence=draft.pk, **said).status_code == 422


@pytest.mark.parametrize("header", ["evidence !!!", "evidence", "evidence 4pyT,kind =="])
def test_metadata_that_cannot_be_read(sender, header):
    assert sender.begin(10, headers={"Upload-Metadata": header}).status_code in {400, 404}


@pytest.mark.parametrize("evidence", ["", "x", "-1", "99999999", "9" * 30, "٣"])
def test_a_page_that_is_not_there(sender, evidence):
    assert sender.begin(10, evidence=evidence, kind="image").status_code == 404


def test_another_version_or_none(sender, draft, begun):
    for version in ("0.2.2", ""):
        answer = sender.begin(10, headers={"Tus-Resumable": version}, evidence=draft.pk, kind="image")
        assert answer.status_code == 412
        assert answer["Tus-Version"] == "1.0.0"
        assert sender.patch(begun, 0, b"x", headers={"Tus-Resumable": version}).status_code == 412


def test_a_body_of_another_kind(sender, begun):
    assert sender.patch(begun, 0, PHOTO, content_type="image/jpeg").status_code == 415
    assert bytes_of(begun) == b""


def test_sending_the_last_part_twice_creates_one_photo(sender, begun):
    """The response to the last part was lost: the client asks for the offset, or sends an empty part."""
    key = sender.patch(begun, 0, PHOTO)["Media-Key"]
    assert sender.patch(begun, 0, PHOTO).status_code == 409
    assert sender.head(begun)["Media-Key"] == key
    assert sender.patch(begun, len(PHOTO), b"", CONTENT_LENGTH="0")["Media-Key"] == key
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1


def test_with_a_full_disk_the_upload_can_be_continued_later(sender, begun, monkeypatch):
    sender.patch(begun, 0, PHOTO[:100])
    with monkeypatch.context() as broken:
        broken.setattr(
            "media.uploading.part_file.os.fsync", lambda _descriptor: (_ for _ in ()).throw(OSError(28, "full"))
        )
        answer = sender.patch(begun, 100, PHOTO[100:])
        assert answer.status_code == 503
        assert "lidt" in answer.content.decode()
    assert sender.head(begun)["Upload-Offset"] == "100"
    assert sender.patch(begun, 100, PHOTO[100:])["Media-Key"]


def test_not_enough_disk_space_for_the_whole_file(sender, draft, monkeypatch, left_on_disk):
    monkeypatch.setattr(limits, "MIN_FREE_DISK", 10**18)
    assert sender.begin(10, evidence=draft.pk, kind="image").status_code == 503
    assert not Upload.objects.exists()
    assert not left_on_disk()


def test_too_many_at_once(sender, draft, monkeypatch):
    monkeypatch.setattr(limits, "MAX_OPEN_UPLOADS", 2)
    first, _second = (begin_photo(sender, draft) for _ in range(2))
    answer = sender.begin(10, evidence=draft.pk, kind="image")
    assert answer.status_code == 429
    assert "Lad de andre blive færdige" in answer.content.decode()
    sender.delete(first)
    assert sender.begin(10, evidence=draft.pk, kind="image").status_code == 201


def test_too_much_at_once(sender, draft, settings):
    settings.FILM_MAX_BYTES = settings.SOUND_MAX_BYTES = 1000
    settings.IMAGE_MAX_BYTES = settings.DOCUMENT_MAX_BYTES = 1000
    for _ in range(2):
        assert sender.begin(1000, evidence=draft.pk, kind="image").status_code == 201
    assert sender.begin(1, evidence=draft.pk, kind="image").status_code == 429


def test_of_two_simultaneous_requests_one_is_refused(sender, begun):
    with part_file.PartFiles().locked(Upload.objects.get()):
        assert sender.patch(begun, 0, PHOTO).status_code == 423
        assert sender.delete(begun).status_code == 423
    assert sender.patch(begun, 0, PHOTO).status_code == 204


def test_uploads_under_way_are_listed_for_a_reloaded_page(sender, draft, begun):
    sender.patch(begun, 0, PHOTO[:10])
    done = begin_photo(sender, draft)
    sender.patch(done, 0, PHOTO)
    listed = sender.client.get("/medier/upload/", {"evidence": draft.pk}).json()["uploads"]
    assert listed == [{"url": begun, "name": "vandhul.jpg", "fingerprint": "", "length": len(PHOTO), "offset": 10}]
    assert not sender.client.get("/medier/upload/", {"evidence": draft.pk + 1}).json()["uploads"]
    assert not sender.client.get("/medier/upload/").json()["uploads"]


def test_a_malicious_file_name_is_never_a_path(sender, draft, own_store):
    answer = sender.begin(3, evidence=draft.pk, kind="image", filename="../../../etc/\u202egpj.exe")
    assert answer.status_code == 201
    assert Upload.objects.get().name == "gpj.exe"


def test_the_offset_costs_two_queries_besides_the_session(sender, begun, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # session, person, roles, upload
        sender.head(begun)


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_parts_one_is_written(scene, draft):
    upload = begin(evidence=draft, kind="image", name="x.jpg", length=200, by=scene.staff, now=timezone.now())
    barrier, answers = threading.Barrier(2), []

    def send(content):
        left = [content]
        barrier.wait()
        try:
            append(
                upload=upload,
                offset=0,
                announced=100,
                read=lambda size: left.pop() if left else b"",
                now=timezone.now(),
            )
            answers.append("written")
        except (UploadBusy, WrongOffset):
            answers.append("turned away")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(letter * 100,)) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["turned away", "written"]
    content = part_file.path_of(upload.key).read_bytes()
    assert content in {b"a" * 100, b"b" * 100}
    assert Upload.objects.get().offset == 100


def test_a_slow_file_keeps_its_chosen_place_also_after_a_break(sender, draft):
    first = begin_photo(sender, draft, order=1_700_000_000_000_000)
    sender.patch(first, 0, PHOTO[:100])
    second = begin_photo(sender, draft, order=1_700_000_000_000_001)
    quick = sender.patch(second, 0, PHOTO)["Media-Key"]
    slow = sender.patch(first, 100, PHOTO[100:])["Media-Key"]
    draft.refresh_from_db()
    assert [str(block.value["item"].key) for block in draft.body] == [slow, quick]


@pytest.mark.parametrize("order", ["", "-1", "1" * 17, "\u0661", "first"])
def test_an_invalid_order_is_ignored(sender, draft, order):
    begin_photo(sender, draft, order=order)
    assert Upload.objects.get().chosen_order == 0
