"""A draft created only for a file is deleted with its last file; nothing that somebody wrote is lost."""

import pytest
from django.utils import timezone

from foundation.errors import NotAllowed
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Upload
from media.privacy.set_privacy import PrivacyAnswers
from media.uploading.begin import begin
from meetings.evidence.body import set_body
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.delete_empty_draft import delete_if_empty
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from tests import factories
from tests.meetings.evidence.scene import TODAY, not_a_photo, photo_file

JSON = {"HTTP_ACCEPT": "application/json"}


def begun(scene, kind=EvidenceKind.PHOTOS, **fields):
    return create_evidence(meeting=scene.meeting, kind=kind, by=scene.staff, today=TODAY, **fields)


def exists(draft):
    return Evidence.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("kind", [kind for kind in EvidenceKind if kind != EvidenceKind.FIGURES])
def test_an_empty_draft_is_deleted(scene, kind):
    draft = begun(scene, kind, item=scene.item)
    assert delete_if_empty(evidence=draft, by=scene.staff)
    assert not exists(draft)
    assert delete_if_empty(evidence=draft, by=scene.staff)  # called twice


@pytest.mark.parametrize(
    "about",
    [EvidenceFacts(title="Vores vandhul"), EvidenceFacts(source="Fra en gåtur"), EvidenceFacts(perspective="staff")],
    ids=["title", "source", "perspective"],
)
def test_a_draft_with_facts_is_kept(scene, about):
    draft = begun(scene)
    draft = save_evidence(evidence=draft, expected_version=draft.version, by=scene.staff, today=TODAY, about=about)
    assert not delete_if_empty(evidence=draft, by=scene.staff)
    assert exists(draft)


@pytest.mark.parametrize("said", [{"purpose": "Til mødet"}, {"legal_basis": "public_task"}, {"consent_note": "August"}])
def test_a_draft_with_privacy_answers_is_kept(scene, said):
    draft = begun(scene, EvidenceKind.STORY)
    privacy = PrivacyAnswers(**said)
    draft = save_evidence(evidence=draft, expected_version=draft.version, by=scene.staff, today=TODAY, privacy=privacy)
    assert not delete_if_empty(evidence=draft, by=scene.staff)


def test_a_draft_with_text_is_kept(scene):
    draft = begun(scene)
    draft = save_evidence(
        evidence=draft, expected_version=draft.version, by=scene.staff, today=TODAY, answers={"text": "Et par ord"}
    )
    assert not delete_if_empty(evidence=draft, by=scene.staff)


def test_a_draft_with_an_initiative_is_kept(scene):
    draft = begun(scene)
    draft.initiative = factories.initiative()
    draft.save()
    assert not delete_if_empty(evidence=draft, by=scene.staff)


def test_a_draft_with_a_file_is_kept_even_if_it_is_not_in_the_body_yet(scene):
    draft = begun(scene)
    scene.with_photo(draft)
    assert not delete_if_empty(evidence=draft, by=scene.staff)
    set_body(draft, [])
    draft.save()
    assert not delete_if_empty(evidence=draft, by=scene.staff)
    assert not draft.body and MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_a_draft_with_an_upload_under_way_is_kept(scene):

    draft = begun(scene)
    begin(evidence=draft, kind="image", name="a.jpg", length=10, by=scene.staff, now=timezone.now())
    assert not delete_if_empty(evidence=draft, by=scene.staff)
    assert Upload.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_delete_an_empty_draft(scene, who):
    draft = begun(scene)
    with pytest.raises(NotAllowed):
        delete_if_empty(evidence=draft, by=getattr(scene, who))
    assert exists(draft)


def only_photo(scene):
    draft = begun(scene, item=scene.item)
    return draft, scene.with_photo(draft)


def test_without_script_removing_the_last_file_deletes_the_empty_draft(scene, signed_in):
    draft, photo = only_photo(scene)
    client = signed_in(scene.staff)
    answer = client.post(scene.url_of(draft, "rediger"), {"seen": draft.version, "remove": str(photo.key)}, follow=True)
    assert answer.redirect_chain == [(f"{scene.address('ny/billeder')}?punkt={scene.agenda_item}", 302)]
    assert "Der var ikke andet i kladden" in answer.content.decode()
    assert not exists(draft)


def test_words_written_with_the_removal_keep_the_draft(scene, signed_in):
    draft, photo = only_photo(scene)
    said = {"seen": draft.version, "remove": str(photo.key), "words-text": "Billedet gik ikke, men vi så haletudser."}
    answer = signed_in(scene.staff).post(scene.url_of(draft, "rediger"), said)
    assert answer.url == scene.url_of(draft, "rediger")
    draft.refresh_from_db()
    assert str(draft.body[0].value) == said["words-text"]


def test_the_script_is_told_that_its_form_starts_anew(scene, signed_in):
    draft, photo = only_photo(scene)
    client = signed_in(scene.staff)
    said = {"seen": draft.version, "remove": str(photo.key)}
    told = client.post(scene.url_of(draft, "rediger"), {**said, "more": "1"}, **JSON).json()
    assert told["evidence"] == draft.pk  # another upload is under way
    told = client.post(scene.url_of(draft, "rediger"), {"seen": told["seen"], "tidy": "1"}, **JSON).json()
    assert told.pop("key")
    assert told == {
        "evidence": "", "edit": f"{scene.address('ny/billeder')}?punkt={scene.agenda_item}", "seen": "",
        "keep": f"evidence-{scene.meeting.pk}-photos", "item": str(scene.agenda_item), "slot": "",
    }  # fmt: skip
    assert not exists(draft)


def test_an_empty_draft_is_marked_and_offered_for_deletion(scene, signed_in):
    draft = begun(scene)
    page = signed_in(scene.staff).get(scene.address()).content.decode()
    assert "Tom kladde" in page and scene.url_of(draft, "fjern") in page
    others = signed_in(scene.colleague).get(scene.address()).content.decode()
    assert scene.url_of(draft, "fjern") not in others
    scene.with_photo(draft)
    page = signed_in(scene.staff).get(scene.address()).content.decode()
    assert "Tom kladde" not in page and scene.url_of(draft, "fjern") not in page


def test_a_refused_file_alone_leaves_no_draft(scene, signed_in):
    client = signed_in(scene.staff)
    answer = client.post(scene.address("ny/billeder"), {"files": [not_a_photo()]})
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    client.post(scene.address("ny/billeder"), {"files": [not_a_photo(), photo_file()]})
    assert Evidence.objects.count() == 1
