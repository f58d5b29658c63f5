import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.errors import NotAllowed
from foundation.municipality import Municipality
from media.enums import MediaState
from media.ingest import receive as receiving
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import files_in
from meetings.evidence.contribution.open_for_evidence import GatheringIsOver
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files import attach_files as attaching
from meetings.evidence.files.attach_files import AlreadyShared, TooManyFiles, attach_files
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.media import films, papers, ready
from tests.media.take_in import Later
from tests.meetings.evidence.scene import TODAY, not_a_photo, photo_file, set_up


def bring(evidence, by, *files):
    return attach_files(evidence=evidence, files=files, by=by, today=TODAY)


def test_several_photos_at_once_and_the_good_ones_stay(scene):
    draft = scene.photos(0)
    result = bring(draft, scene.staff, photo_file("en.jpg"), not_a_photo("to.jpg"), photo_file("tre.jpg", "red"))
    assert len(result.accepted) == 2
    (refused,) = result.refused
    assert refused.name == "to.jpg"
    assert "billede" in refused.reason
    draft.refresh_from_db()
    assert [file.pk for file in files_in(draft.body.raw_data)] == [item.pk for item in result.accepted]


def test_a_file_nobody_describes_is_not_kept_for_ever(scene):
    municipality = Municipality.here()
    municipality.keep_image_days = 30
    municipality.save()
    bring(scene.photos(0), scene.staff, photo_file())
    assert (MediaItem.objects.get(kind=MediaKind.IMAGE).delete_after - TODAY).days == 30


def test_a_photo_belongs_to_a_story_too(scene):
    draft = bring(scene.draft(), scene.staff, photo_file()).evidence
    assert [block.block_type for block in draft.body] == ["narrative", "image"]


def test_a_film_is_attached(scene):
    draft = scene.draft(kind=EvidenceKind.FILM, body=[])
    result = bring(draft, scene.staff, SimpleUploadedFile("film.mp4", films.film(), content_type="video/mp4"))
    assert [block.block_type for block in result.evidence.body] == ["film"]


def test_a_document_is_attached(scene):
    draft = scene.draft(kind=EvidenceKind.DOCUMENT, body=[])
    result = bring(draft, scene.staff, SimpleUploadedFile("plan.docx", papers.docx_bytes()))
    assert [block.block_type for block in result.evidence.body] == ["document"]


def test_a_film_is_no_photo(scene):
    film = SimpleUploadedFile("film.mp4", films.film(), content_type="video/mp4")
    result = bring(scene.photos(0), scene.staff, film)
    assert [refused.name for refused in result.refused] == ["film.mp4"]
    assert not result.accepted


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_attach_files(scene, who):
    with pytest.raises(NotAllowed):
        bring(scene.photos(0), getattr(scene, who), photo_file())
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_no_files_are_attached_after_the_minutes_are_sent(db):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    with pytest.raises(GatheringIsOver):
        bring(scene.photos(0), scene.staff, photo_file())


def test_no_files_are_added_to_shared_evidence(scene):
    with pytest.raises(AlreadyShared):
        bring(scene.shared(), scene.leader, photo_file())
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_too_many_files_are_refused(scene, monkeypatch):
    monkeypatch.setattr(attaching, "MAX_FILES", 2)
    with pytest.raises(TooManyFiles, match="2 filer"):
        bring(scene.photos(1), scene.staff, photo_file("a.jpg"), photo_file("b.jpg"))
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1


def test_a_file_whose_worker_was_stopped_is_placed_with_the_next_one(scene):
    draft = scene.photos(0)
    lost = ready.image(draft, scene.staff)
    result = bring(draft, scene.staff, photo_file())
    assert [file.pk for file in files_in(result.evidence.body.raw_data)] == [lost.pk, result.accepted[0].pk]
    lost.refresh_from_db()
    assert lost.delete_after is not None


def test_a_file_is_in_the_body_before_it_is_ready(scene, monkeypatch):
    monkeypatch.setattr(receiving, "prepare_media", Later())
    result = bring(scene.photos(0), scene.staff, photo_file("en.jpg"))
    (item,) = result.accepted
    assert item.state == MediaState.RECEIVED
    assert [file.pk for file in files_in(result.evidence.body.raw_data)] == [item.pk]
    item.refresh_from_db()
    assert item.delete_after is not None


def blocks(evidence):
    return [(block.block_type, next(iter(block.value.values())).source_name) for block in evidence.body]


def test_files_are_in_the_order_they_were_chosen_whatever_their_kind(scene):
    draft = scene.draft(kind=EvidenceKind.STORY, body=[])
    film = SimpleUploadedFile("2.mp4", films.film(), content_type="video/mp4")
    result = bring(draft, scene.staff, photo_file("1.jpg"), film, photo_file("3.jpg"))
    assert blocks(result.evidence) == [("image", "1.jpg"), ("film", "2.mp4"), ("image", "3.jpg")]
    result = bring(result.evidence, scene.staff, photo_file("4.jpg"))
    assert [name for _kind, name in blocks(result.evidence)] == ["1.jpg", "2.mp4", "3.jpg", "4.jpg"]


def test_an_overtaken_file_keeps_its_chosen_place(scene):
    draft = scene.photos(0)
    for order in (2, 4, 1, 3):
        file = photo_file(f"{order}.jpg")
        file.chosen_order = order
        draft = bring(draft, scene.staff, file).evidence
    assert [name for _kind, name in blocks(draft)] == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]
