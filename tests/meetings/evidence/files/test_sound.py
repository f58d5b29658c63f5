"""A sound recording from the form to the meeting: uploaded, described, shared, played, withdrawn."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from media.enums import LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.readiness import advice_before_sharing, missing_before_sharing
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from tests.media import films, pictures
from tests.meetings.evidence.scene import TODAY, Scene


@pytest.fixture
def shared(scene: Scene) -> Evidence:
    return scene.shared(kind=EvidenceKind.SOUND, body=[])


def test_a_sound_recording_is_uploaded_through_the_form_and_described(
    scene: Scene, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(scene.leader)
    form = browser.get(scene.address("ny/lyd")).content.decode()
    assert "audio/mpeg" in form and 'name="camera"' not in form
    recording = films.recording(container="mp3", codec="libmp3lame")
    browser.post(scene.address("ny/lyd"), {"files": pictures.upload("Emma synger.mp3", recording), "words-text": ""})
    draft, sound = Evidence.objects.get(), MediaItem.objects.get(kind=MediaKind.SOUND)
    assert (draft.kind, sound.evidence_id, sound.duration) == (EvidenceKind.SOUND, draft.pk, 1)
    assert sound.url("sound") in browser.get(scene.url_of(draft, "om")).content.decode()
    answers = {
        "seen": Evidence.objects.get().version, "agenda_item": str(scene.agenda_item), "perspective": "children",
        "all-depicts_children": "not_identifiable", "all-legal_basis": "public_task",
        "all-delete_after": (timezone.localdate() + timedelta(days=90)).isoformat(),
        f"{sound.key}-transcript": "Vi synger om frøer.",
        f"{sound.key}-caption": "Frøsangen", "title": "Sangen om frøen",
    }  # fmt: skip
    assert browser.post(scene.url_of(draft, "om"), answers).status_code == 302
    sound.refresh_from_db()
    assert (sound.title, sound.transcript) == ("Sangen om frøen", "Vi synger om frøer.")
    draft.refresh_from_db()
    assert missing_before_sharing(draft, today=TODAY) == []
    page = browser.get(scene.page(draft)).content.decode()
    assert "<audio" in page and "Vi synger om frøer." in page and "Frøsangen" in page
    assert "Emma" not in page


def test_missing_information_is_named(scene: Scene) -> None:
    draft = scene.draft(kind=EvidenceKind.SOUND, body=[])
    assert [missing.text for missing in missing_before_sharing(draft, today=TODAY)] == [
        "Der er ikke noget i den endnu."
    ]
    sound = scene.with_sound(draft, legal_basis="")
    (missing,) = missing_before_sharing(draft, today=TODAY)
    assert missing.text == "Lydoptagelsen: behandlingsgrundlag."
    assert "udskrift" in advice_before_sharing(draft)[0].text
    said = Description(legal_basis=LegalBasis.PUBLIC_TASK, transcript="Vi synger.")
    draft.refresh_from_db()
    media = {sound.key: said}
    draft = save_evidence(evidence=draft, expected_version=draft.version, media=media, by=scene.staff, today=TODAY)
    assert share_evidence(evidence=draft, expected_version=draft.version, by=scene.leader, today=TODAY).is_shared
    assert advice_before_sharing(draft) == []


def test_a_sound_recording_is_fetched_by_those_who_see_the_page_and_by_nobody_once_withdrawn(
    scene: Scene, signed_in: Callable[[User], Client], shared: Evidence
) -> None:
    sound = scene.with_sound(shared)
    for person in (scene.staff, scene.leader, scene.chef, scene.consultant, scene.board):
        answer = signed_in(person).get(sound.url("sound"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mp4"), person
        assert answer["Cache-Control"] == "private, no-store"
        assert "media-src 'self'" in answer["Content-Security-Policy"]
    assert signed_in(scene.stranger).get(sound.url("sound")).status_code == 404
    withdraw_evidence(evidence=shared, key=sound.key, reason="En forælder sagde nej", by=scene.leader)
    for person in (scene.staff, scene.leader, scene.chef):
        browser = signed_in(person)
        assert browser.get(sound.url("sound")).status_code == 404
        assert sound.url("sound") not in browser.get(scene.page(shared)).content.decode()


def test_which_files_each_kind_of_evidence_takes(scene: Scene, signed_in: Callable[[User], Client]) -> None:
    browser = signed_in(scene.staff)
    form = browser.get(scene.address("ny/fortaelling")).content.decode()
    shown = form.partition("<template data-blank")[0]
    assert shown.count("<textarea") == 1 and "words-situation" not in form
    form = browser.get(scene.address("ny/boernenes-perspektiv")).content.decode()
    assert '<option value="3-5 år">' in form and 'list="id_words-age_band_suggestions"' in form
    assert "audio/mpeg" in form and "image/jpeg" in form
    assert not {"navn", "name"} & {field.removeprefix("words-") for field in browser.get(
        scene.address("ny/boernenes-perspektiv")).context["form"].fields}  # fmt: skip
    recording = films.recording(container="mp3", codec="libmp3lame")
    browser.post(
        scene.address("ny/boernenes-perspektiv"),
        {
            "words-words": "Det bedste er gyngen", "words-age_band": "Rød stue", "words-how_told": "Vi spurgte dem",
            "files": [pictures.upload("a.mp3", recording), pictures.upload("b.jpg", pictures.talkative_jpeg())],
        },
    )  # fmt: skip
    draft = Evidence.objects.get()
    assert [block["type"] for block in draft.body.raw_data] == ["childrens_voice", "sound", "image"]
    page = browser.get(scene.page(draft)).content.decode()
    assert "Rød stue" in page and "<audio" in page and "<img" in page
