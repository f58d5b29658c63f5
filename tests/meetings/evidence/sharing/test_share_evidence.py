from datetime import timedelta

import pytest

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import AlreadyDone, ChangedMeanwhile
from media.enums import Audience, LegalBasis, MediaState
from meetings.evidence.contribution.open_for_evidence import EvidenceWithdrawn, GatheringIsOver
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.sharing.readiness import EvidenceNotReady, advice_before_sharing
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up


def give(evidence, by, seen=None):
    return share_evidence(evidence=evidence, expected_version=seen or evidence.version, by=by, today=TODAY)


def lacking(evidence, by):
    with pytest.raises(EvidenceNotReady) as refused:
        give(evidence, by)
    evidence.refresh_from_db()
    assert not evidence.is_shared
    return [missing.text for missing in refused.value.missing]


@pytest.mark.parametrize("who", ["leader", "team"])
def test_leaders_share_and_the_meeting_sees_it(scene, who):
    draft = scene.draft()
    for person in (scene.chef, scene.consultant, scene.board):
        assert not access.may_see(person, draft)
    shared = give(draft, getattr(scene, who))
    assert shared.audience == Audience.MEETING
    assert shared.shared_by == getattr(scene, who)
    for person in (scene.chef, scene.consultant, scene.board, scene.staff):
        assert access.may_see(person, shared)
    assert not access.may_see(scene.stranger, shared)
    assert AuditEvent.objects.filter(action="evidence.shared", object_id=str(shared.pk)).count() == 1


@pytest.mark.parametrize("who", ["staff", "board", "chef", "consultant", "stranger"])
def test_others_may_not_share_evidence(scene, who):
    draft = scene.draft(by=scene.staff)
    with pytest.raises(NotAllowed):
        give(draft, getattr(scene, who))
    draft.refresh_from_db()
    assert not draft.is_shared


def test_a_convened_meeting_is_then_in_preparation(scene):
    give(scene.draft(), scene.leader)
    scene.meeting.refresh_from_db()
    assert scene.meeting.state == MeetingState.PREPARING


def test_the_board_sees_it_once_the_meeting_is_convened(db):
    scene = set_up(MeetingState.PLANNED)
    shared = give(scene.draft(), scene.leader)
    scene.meeting.refresh_from_db()
    assert scene.meeting.state == MeetingState.PLANNED
    assert access.may_see(scene.chef, shared)
    assert not access.may_see(scene.board, shared)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_no_evidence_is_shared_after_the_minutes_are_sent_or_the_meeting_is_cancelled(db, state):
    scene = set_up(state)
    factories.minutes(meeting=scene.meeting, state="submitted")
    with pytest.raises(GatheringIsOver):
        give(scene.draft(), scene.leader)


def test_everything_missing_of_a_photo_is_named(scene):
    draft = scene.draft(agenda_item=None)
    scene.with_photo(draft)
    scene.with_photo(draft, alt_text="", legal_basis="", delete_after=None)
    item, photo = lacking(draft, scene.leader)
    assert item == "Det punkt på dagsordenen, det hører til."
    assert photo.startswith("Billede 2: ")
    for word in ("alternativ tekst", "behandlingsgrundlag", "slette"):
        assert word in photo.lower()


def test_consent_needs_a_note(scene):
    draft = scene.draft()
    scene.with_photo(draft, legal_basis=LegalBasis.CONSENT)
    assert len(lacking(draft, scene.leader)) == 1


def test_a_past_date_of_deletion_is_not_accepted(scene):
    draft = scene.draft()
    scene.with_photo(draft, delete_after=TODAY - timedelta(days=1))
    assert "slettefrist" in lacking(draft, scene.leader)[0]


def test_a_film_needs_basis_and_date_and_is_advised_to_have_captions(scene):
    draft = scene.draft(kind=EvidenceKind.FILM, body=[])
    film = scene.with_film(draft, legal_basis="")
    assert "behandlingsgrundlag" in lacking(draft, scene.leader)[0].lower()
    film.legal_basis = LegalBasis.PUBLIC_TASK
    film.save()
    assert len(advice_before_sharing(draft)) == 1
    assert give(draft, scene.leader).is_shared


def test_unfinished_files_prevent_sharing(scene):
    draft = scene.draft()
    scene.with_photo(draft, state=MediaState.PROCESSING)
    assert "ikke klar" in lacking(draft, scene.leader)[0]


@pytest.mark.parametrize("kind", [EvidenceKind.PHOTOS, EvidenceKind.FILM, EvidenceKind.DOCUMENT])
def test_empty_evidence_is_not_shared(scene, kind):
    assert lacking(scene.draft(kind=kind, body=[]), scene.leader) == ["Der er ikke noget i den endnu."]


def test_photo_evidence_needs_a_photo(scene):
    words = [{"type": "text", "id": "3f6c9a52-0b0a-4a9e-9f43-111111111111", "value": "Vi så et vandhul."}]
    assert lacking(scene.draft(kind=EvidenceKind.PHOTOS, body=words), scene.leader) == ["Mindst ét billede."]


def test_an_item_of_another_agenda_does_not_count(scene):
    elsewhere = factories.meeting(agenda=[factories.agenda_item()]).items.get()
    draft = scene.draft(agenda_item=None, item=elsewhere)
    assert lacking(draft, scene.leader) == lacking(scene.draft(agenda_item=None), scene.leader) != []


def test_nobody_shares_what_somebody_else_has_just_changed(scene):
    draft = scene.draft()
    save_evidence(
        evidence=draft,
        expected_version=draft.version,
        by=scene.staff,
        today=TODAY,
        answers={"situation": "Noget andet"},
    )
    with pytest.raises(ChangedMeanwhile):
        give(draft, scene.leader)


def test_sharing_is_idempotent(scene):
    draft = scene.draft()
    give(draft, scene.leader)
    with pytest.raises(AlreadyDone):
        give(draft, scene.team)
    draft.refresh_from_db()
    assert draft.shared_by == scene.leader
    assert AuditEvent.objects.filter(action="evidence.shared").count() == 1


def test_withdrawn_evidence_cannot_be_shared_again(scene):
    gone = withdraw_evidence(evidence=scene.shared(), reason="En indsigelse", by=scene.leader)
    with pytest.raises(EvidenceWithdrawn):
        give(gone, scene.leader)
