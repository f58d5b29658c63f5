import uuid

import pytest

from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.evidence.body import answers_in
from meetings.evidence.contribution.open_for_evidence import EvidenceWithdrawn, GatheringIsOver
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.sharing.readiness import EvidenceNotReady
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up

WORDS = {"situation": "Det regnede.", "action": "Vi gik ud.", "effect": "De grinede.", "learning": "Regn er godt."}


def write(evidence, by, **options):
    return save_evidence(
        evidence=evidence, expected_version=options.pop("seen", evidence.version), by=by, today=TODAY, **options
    )


def words_of(evidence):
    evidence.refresh_from_db()
    return answers_in(evidence.body.raw_data, spec_of(evidence.kind))


def test_authors_save_their_own_drafts(scene):
    draft = scene.draft(by=scene.staff)
    saved = write(draft, scene.staff, answers=WORDS)
    assert words_of(saved) == WORDS
    assert saved.version == draft.version + 1
    assert not saved.is_shared


@pytest.mark.parametrize("who", ["leader", "team"])
def test_leaders_save_a_colleagues_draft(scene, who):
    write(scene.draft(by=scene.staff), getattr(scene, who), answers=WORDS)


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_save_evidence(scene, who):
    draft = scene.draft(by=scene.staff)
    with pytest.raises(NotAllowed):
        write(draft, getattr(scene, who), answers=WORDS)
    assert words_of(draft)["situation"] == "Vi så …"


def test_authors_may_not_change_their_shared_evidence(scene):
    with pytest.raises(NotAllowed):
        write(scene.shared(owner=scene.staff), scene.staff, answers=WORDS)


def test_changes_to_shared_evidence_are_shown_at_once(scene):
    shared = write(scene.shared(), scene.leader, answers=WORDS)
    shared.refresh_from_db()
    assert answers_in(shared.body.raw_data, spec_of(shared.kind)) == WORDS


def test_shared_evidence_must_stay_complete(scene):
    shared = scene.shared()
    with pytest.raises(EvidenceNotReady):
        write(shared, scene.leader, about=EvidenceFacts(item=None))
    shared.refresh_from_db()
    assert shared.item == scene.item


def test_the_second_of_two_writers_gets_a_conflict_and_nothing_is_lost(scene):
    draft = scene.draft(by=scene.staff)
    write(draft, scene.leader, seen=draft.version, answers=WORDS)
    with pytest.raises(ChangedMeanwhile, match="Lise Lund") as met:
        write(draft, scene.staff, seen=draft.version, answers={**WORDS, "action": "Vi blev inde."})
    assert answers_in(met.value.current.body.raw_data, spec_of(draft.kind)) == WORDS
    assert words_of(draft) == WORDS


def test_no_evidence_is_saved_after_the_minutes_are_sent(db):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    with pytest.raises(GatheringIsOver):
        write(scene.draft(), scene.leader, answers=WORDS)


def test_withdrawn_evidence_cannot_be_saved(scene):
    shared = withdraw_evidence(evidence=scene.shared(), reason="En indsigelse", by=scene.leader)
    with pytest.raises(EvidenceWithdrawn):
        write(shared, scene.leader, answers=WORDS)


def test_facts_of_evidence_are_saved(scene):
    initiative = factories.initiative("Makkerlæsning")
    about = EvidenceFacts(
        title=" Regnvejr ", item=scene.item, perspective="children", initiative_id=initiative.pk,
        source="3.B", observed_on=TODAY,
    )  # fmt: skip
    saved = write(scene.draft(), scene.staff, about=about)
    saved.refresh_from_db()
    assert (saved.title, saved.perspective, saved.source) == ("Regnvejr", "children", "3.B")
    assert (saved.item, saved.initiative, saved.observed_on) == (scene.item, initiative, TODAY)


def test_an_empty_title_follows_the_text(scene):
    draft = write(scene.draft(), scene.staff, answers=WORDS, about=EvidenceFacts())
    assert draft.title == "Det regnede"
    draft = write(draft, scene.staff, answers={**WORDS, "situation": "Solen skinnede. Vi var ude."})
    assert draft.title == "Solen skinnede"


def test_a_title_somebody_wrote_stays(scene):
    draft = write(scene.draft(), scene.staff, about=EvidenceFacts(title="Vejret"))
    assert write(draft, scene.staff, answers=WORDS).title == "Vejret"


def test_files_keep_their_places_when_the_text_changes(scene):
    draft = scene.draft()
    photo = scene.with_photo(draft)
    saved = write(draft, scene.staff, answers=WORDS)
    assert [block.value["item"].pk for block in saved.body if block.block_type == "image"] == [photo.pk]


def test_descriptions_of_another_pages_files_are_ignored(scene):
    from meetings.evidence.files.file_descriptions import Description

    other = scene.with_photo(scene.draft(by=scene.colleague))
    write(scene.draft(), scene.staff, media={other.key: Description(alt_text="Fremmed"), uuid.uuid4(): Description()})
    other.refresh_from_db()
    assert other.alt_text == "Et vandhul"
