import pytest
from django.core.files.storage import default_storage
from wagtail.models import Revision

from foundation.errors import NotAllowed
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import files_in
from meetings.evidence.contribution.delete_draft import EvidenceAlreadyShared, delete_draft
from meetings.evidence.files.remove_file import FileWasShared, remove_file
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence


@pytest.mark.django_db(transaction=True)
def test_the_draft_its_files_and_every_revision_are_gone(scene):
    draft = scene.draft()
    photo = scene.with_photo(draft)
    for _time in range(2):
        draft.save_revision(user=scene.staff)
    page_of_that_number = scene.meeting.save_revision()
    Revision.objects.filter(pk=page_of_that_number.pk).update(object_id=str(draft.pk))
    delete_draft(evidence=draft, by=scene.staff)
    assert not Evidence.objects.exists()
    assert Revision.objects.filter(object_id=str(draft.pk)).get() == page_of_that_number
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
    assert not any(default_storage.exists(path) for path in photo.stored_paths())


def test_leaders_delete_what_a_colleague_began(scene):
    delete_draft(evidence=scene.draft(by=scene.staff), by=scene.team)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_delete_a_draft(scene, who):
    draft = scene.draft(by=scene.staff)
    photo = scene.with_photo(draft)
    with pytest.raises(NotAllowed):
        delete_draft(evidence=draft, by=getattr(scene, who))
    with pytest.raises(NotAllowed):
        remove_file(evidence=draft, key=photo.key, by=getattr(scene, who))
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_what_was_ever_shared_is_not_deleted(scene):
    shared = scene.shared()
    photo = scene.with_photo(shared)
    with pytest.raises(EvidenceAlreadyShared):
        delete_draft(evidence=shared, by=scene.leader)
    draft = unshare_evidence(evidence=shared, reason="Mangler tekst", by=scene.leader)
    with pytest.raises(EvidenceAlreadyShared):
        delete_draft(evidence=draft, by=scene.leader)
    with pytest.raises(FileWasShared):
        remove_file(evidence=draft, key=photo.key, by=scene.leader)


def test_one_file_of_a_draft(scene):
    draft = scene.photos(2)
    first = MediaItem.objects.filter(kind=MediaKind.IMAGE).order_by("pk").first()
    changed = remove_file(evidence=draft, key=first.key, by=scene.staff)
    assert not MediaItem.objects.filter(pk=first.pk).exists()
    assert len(files_in(changed.body.raw_data)) == 1
    remove_file(evidence=draft, key=first.key, by=scene.staff)  # sent twice
