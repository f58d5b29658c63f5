"""The text of a contribution has a legal basis and a date of deletion, as every file has."""

import pytest

from accounts.roles import Role
from foundation.municipality import Municipality
from media.enums import LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from media.privacy.set_privacy import PrivacyAnswers, PrivacyRefused
from media.view_log.entry import ViewLogEntry
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.open_for_evidence import EvidenceWithdrawn
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.data_plan_adapter import plan_contents
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_files import attach_files
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.reading import drafts_of, meeting_evidence
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.retention.extend_retention import CannotBeKept, extend_retention
from meetings.evidence.sharing.readiness import EvidenceNotReady
from meetings.evidence.sharing.record_sent import shared_pieces
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.units import access
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.evidence.scene import photo_file
from tests.meetings.evidence.secret_contribution import SECRET, days, past, secret, today

# Default dates


@pytest.mark.parametrize(
    ("kind", "setting"),
    [
        (EvidenceKind.STORY, "keep_words_days"),
        (EvidenceKind.PRACTICE_NARRATIVE, "keep_words_days"),
        (EvidenceKind.OBSERVATION, "keep_words_days"),
        (EvidenceKind.CHILDRENS_VOICE, "keep_childrens_voice_days"),
        (EvidenceKind.FIGURES, "keep_figures_days"),
        (EvidenceKind.PHOTOS, "keep_image_days"),
        (EvidenceKind.FILM, "keep_film_days"),
        (EvidenceKind.SOUND, "keep_sound_days"),
        (EvidenceKind.DOCUMENT, "keep_document_days"),
    ],
)
def test_a_draft_gets_the_retention_period_of_its_kind(scene, kind, setting):
    municipality = Municipality.here()
    setattr(municipality, setting, 123)
    municipality.save()
    draft = create_evidence(meeting=scene.meeting, kind=kind, by=scene.staff, today=today())
    assert draft.delete_after == days(123)


def test_by_default_a_child_can_be_recognised(scene):
    draft = create_evidence(meeting=scene.meeting, kind=EvidenceKind.STORY, by=scene.staff, today=today())
    assert (draft.depicts_children, draft.legal_basis) == ("identifiable", "")
    with pytest.raises(EvidenceNotReady) as refusal:
        share_evidence(evidence=draft, expected_version=draft.version, by=scene.leader, today=today())
    assert any("behandlingsgrundlag" in missing.text for missing in refusal.value.missing)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (PrivacyAnswers(delete_after=days(0)), "delete_after"),
        (PrivacyAnswers(delete_after=days(6 * 365)), "delete_after"),
        (PrivacyAnswers(legal_basis="no_persons", depicts_children="identifiable"), "legal_basis"),
        (PrivacyAnswers(legal_basis="why not"), "legal_basis"),
    ],
)
def test_contradictory_answers_about_a_text_are_refused(scene, said, field):
    draft = scene.draft()
    with pytest.raises(PrivacyRefused) as refusal:
        save_evidence(evidence=draft, expected_version=draft.version, by=scene.staff, today=today(), privacy=said)
    assert refusal.value.field == field


def test_no_file_outlives_a_story_and_text_is_kept_as_long_as_its_photos(scene):
    story = scene.draft(delete_after=days(20))
    scene.with_photo(story, delete_after=days(30))
    with pytest.raises(PrivacyRefused):
        save_evidence(
            evidence=story, expected_version=story.version, by=scene.staff, today=today(), privacy=PrivacyAnswers()
        )
    photos = scene.photos(delete_after=days(20))
    MediaItem.objects.filter(kind=MediaKind.IMAGE, evidence=photos.pk).update(delete_after=days(40))
    saved = save_evidence(
        evidence=photos, expected_version=photos.version, by=scene.staff, today=today(), privacy=PrivacyAnswers()
    )
    assert saved.delete_after == days(40)


def test_a_photo_that_is_added_late_takes_the_date_of_its_story(scene):
    story = scene.draft(kind=EvidenceKind.STORY, delete_after=days(20))
    attach_files(evidence=story, files=[photo_file()], by=scene.staff, today=today())
    assert MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=story.pk).delete_after == days(20)


# From the first minute past the date


def test_past_its_date_it_is_hidden_even_before_the_nightly_job(scene, signed_in):
    piece = secret(scene)
    photo = scene.with_photo(piece)
    past(piece)
    for person in (scene.board, scene.chef, scene.consultant, scene.stranger):
        assert not access.may_see(person, piece)
        assert signed_in(person).get(scene.page(piece)).status_code == 404
    for person in (scene.leader, scene.staff):
        answer = signed_in(person).get(scene.page(piece))
        assert answer.status_code == 200 and SECRET not in answer.content.decode()
        assert "Slettefristen" in answer.content.decode()
    for person in (scene.leader, scene.board, scene.chef):
        assert not may_fetch(person, MediaItem.objects.get(pk=photo.pk))
        assert SECRET not in signed_in(person).get(scene.meeting.get_url()).content.decode()
        assert SECRET not in signed_in(person).get(f"/soeg/?q={SECRET.split()[0]}").content.decode().replace(
            f'value="{SECRET.split()[0]}"', ""
        )
        assert meeting_evidence(scene.meeting, person)["evidence_count"] == 0
        assert plan_contents(scene.meeting, person).fillings == {}
    assert shared_pieces(scene.meeting) == []


def test_past_its_date_it_cannot_be_changed_shared_or_extended(scene):
    draft = past(scene.draft())
    with pytest.raises(EvidenceWithdrawn):
        save_evidence(
            evidence=draft, expected_version=draft.version, by=scene.leader, today=today(), privacy=PrivacyAnswers()
        )
    with pytest.raises(EvidenceWithdrawn):
        share_evidence(evidence=draft, expected_version=draft.version, by=scene.leader, today=today())
    told = {"delete_after": days(60), "reason": "Godt", "by": scene.leader, "today": today()}
    with pytest.raises(CannotBeKept):
        extend_retention(key=None, evidence=draft, **told)
    assert drafts_of(scene.meeting, scene.leader) == []


def test_a_text_is_readable_on_its_last_day(scene, signed_in):
    piece = past(secret(scene), by=0)
    assert SECRET in signed_in(scene.board).get(scene.page(piece)).content.decode()
    assert delete_expired_evidence(today=today()).counts["Evidence"] == 0


# The form and the page


def test_the_form_asks_for_privacy_and_the_page_shows_it(scene, signed_in):
    draft = scene.draft(legal_basis="", kind=EvidenceKind.STORY, body=[
        {"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c12", "value": "Vi byggede."}
    ])  # fmt: skip
    client = signed_in(scene.leader)
    url = scene.url_of(draft, "om")
    assert 'name="piece-delete_after"' in client.get(url).content.decode()
    answers = {
        "seen": draft.version, "agenda_item": str(scene.agenda_item), "piece-legal_basis": "public_task",
        "piece-depicts_children": "not_identifiable", "piece-purpose": "Til mødet",
        "piece-delete_after": days(90).isoformat(),
    }  # fmt: skip
    assert client.post(url, {**answers, "piece-delete_after": days(-1).isoformat()}).status_code == 422
    assert client.post(url, answers).status_code == 302
    draft.refresh_from_db()
    assert (draft.legal_basis, draft.depicts_children) == (LegalBasis.PUBLIC_TASK, "not_identifiable")
    assert (draft.purpose, draft.delete_after) == ("Til mødet", days(90))
    page = client.get(scene.page(draft)).content.decode()
    assert "Slettes efter" in page and "Formål: Til mødet" in page


def test_a_reader_sees_the_date_and_nothing_else(scene, signed_in):
    piece = secret(scene, purpose="Noget internt")
    page = signed_in(scene.board).get(scene.page(piece)).content.decode()
    assert "Slettes efter" in page and "Noget internt" not in page


def test_answers_for_a_photo_apply_to_the_text_beside_it(scene, signed_in):
    draft = scene.photos()
    photo = MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=draft.pk)
    client = signed_in(scene.leader)
    url = scene.url_of(draft, "om")
    assert 'name="piece-' not in client.get(url).content.decode()
    answers = {
        "seen": draft.version, "agenda_item": str(scene.agenda_item), f"{photo.key}-alt_text": "Et tårn",
        "all-legal_basis": "consent", "all-depicts_children": "identifiable", "all-consent_note": "Forældre, august",
        "all-purpose": "Til mødet", "all-delete_after": days(70).isoformat(),
    }  # fmt: skip
    assert client.post(url, answers).status_code == 302
    draft.refresh_from_db()
    assert (draft.legal_basis, draft.consent_note, draft.delete_after) == ("consent", "Forældre, august", days(70))


def test_placeholders_are_shown_only_to_those_who_may_see_shared_evidence(scene):
    """`hidden_pieces` depends on the person: a placeholder reveals that there was something."""
    piece, draft = secret(scene), scene.draft()
    for one in (piece, draft):
        register_objection(
            evidence=one, key=None, details=ObjectionDetails("objection", "parent"), by=scene.leader, today=today()
        )
    forum = factories.user(role=Role.FORUM_MEMBER, name="Fie Fugl")
    for person in (scene.leader, scene.board, scene.chef):
        assert len(meeting_evidence(scene.meeting, person)["evidence_hidden"]) == 1  # without the draft
    for person in (scene.stranger, forum):
        assert meeting_evidence(scene.meeting, person)["evidence_hidden"] == []


def test_reading_text_that_identifies_a_child_is_logged_once(scene, signed_in):
    known = secret(scene)
    nobody = secret(scene, depicts_children="not_identifiable")
    draft = scene.draft(depicts_children="identifiable")
    client = signed_in(scene.board)
    for _time in range(2):
        assert client.get(scene.page(known)).status_code == client.get(scene.page(nobody)).status_code == 200
    assert signed_in(scene.staff).get(scene.page(draft)).status_code == 200
    entry = ViewLogEntry.objects.get()
    assert (entry.item_kind, entry.item_key, entry.person) == ("evidence", str(known.pk), scene.board)
    listed = signed_in(scene.leader).get(f"/visninger/?fra={known.pk}").content.decode()
    assert f"Bidrag {scene.meeting.slug}" in listed
    page = f"/visninger/evidence/{known.pk}/"
    assert "Bo Birk" in client_text(signed_in(scene.leader).get(page))
    for person in (scene.team, scene.board, scene.staff, scene.chef, scene.stranger):
        assert signed_in(person).get(page).status_code == 404


def client_text(answer):
    assert answer.status_code == 200
    return answer.content.decode()
