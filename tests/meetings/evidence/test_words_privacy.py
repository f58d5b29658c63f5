"""The words of a contribution are held for a reason and until a date, as every file is."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.municipality import ArchiveRule, Municipality
from media.enums import Audience, LegalBasis, ObjectionDecision
from media.models import Image
from media.privacy.objection import Objection
from media.view_log.entry import ViewLogEntry
from meetings.evidence.attach import attach
from meetings.evidence.create import create
from meetings.evidence.delete_expired import delete_expired
from meetings.evidence.documents_holding import documents_holding
from meetings.evidence.enums import EvidenceKind, SentKind
from meetings.evidence.expiring import expiring_in
from meetings.evidence.extend_keeping import CannotBeKept, extend_keeping, extend_keeping_of_piece
from meetings.evidence.gathering import IsWithdrawn
from meetings.evidence.in_the_plan import plan_contents
from meetings.evidence.media_access import may_fetch
from meetings.evidence.note_sent import note_sent, shared_pieces
from meetings.evidence.pages import EvidencePage
from meetings.evidence.privacy_tasks import tasks_for
from meetings.evidence.readiness import NotReady
from meetings.evidence.reading import drafts_of, meeting_evidence
from meetings.evidence.save import save
from meetings.evidence.sent_document import HeldItem
from meetings.evidence.share import share
from meetings.evidence.take_objection import Said, take_objection
from meetings.evidence.words_privacy import PieceRefused, WordsPrivacy
from meetings.figures.models import Dataset
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.search.models import SearchEntry
from meetings.units import access
from tests import factories
from tests.meetings.evidence.scene import photo_file

SECRET = "Hemmeligheden om Klodsborgen"


def today():
    return timezone.localdate()


def days(number):
    return today() + timedelta(days=number)


def past(piece, by=1):
    """Its last day was yesterday."""
    EvidencePage.objects.filter(pk=piece.pk).update(delete_after=days(-by))
    Image.objects.filter(page=piece.pk).update(delete_after=days(-by))
    piece.refresh_from_db()
    return piece


def secret(scene, **fields):
    body = [{"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c11", "value": SECRET}]
    return scene.shared(kind=EvidenceKind.STORY, title=SECRET, body=body, **fields)


# Where the date comes from


@pytest.mark.parametrize(
    ("kind", "setting"),
    [
        (EvidenceKind.STORY, "keep_words_days"),
        (EvidenceKind.PRACTICE_NARRATIVE, "keep_words_days"),
        (EvidenceKind.OBSERVATION, "keep_words_days"),
        (EvidenceKind.CHILDRENS_VOICE, "keep_childrens_voice_days"),
        (EvidenceKind.FIGURES, "keep_figures_days"),
        (EvidenceKind.PHOTOS, "keep_photo_days"),
        (EvidenceKind.FILM, "keep_film_days"),
        (EvidenceKind.SOUND, "keep_sound_days"),
        (EvidenceKind.DOCUMENT, "keep_document_days"),
    ],
)
def test_a_draft_has_the_days_of_its_kind(scene, kind, setting):
    municipality = Municipality.here()
    setattr(municipality, setting, 123)
    municipality.save()
    draft = create(meeting=scene.meeting, kind=kind, by=scene.staff, today=today())
    assert draft.delete_after == days(123)


def test_a_child_can_be_recognised_until_somebody_says_otherwise(scene):
    draft = create(meeting=scene.meeting, kind=EvidenceKind.STORY, by=scene.staff, today=today())
    assert (draft.depicts_children, draft.legal_basis) == ("identifiable", "")
    with pytest.raises(NotReady) as refusal:
        share(evidence=draft, seen=draft.version, by=scene.leader, today=today())
    assert any("behandlingsgrundlag" in missing.text for missing in refusal.value.missing)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (WordsPrivacy(delete_after=days(0)), "delete_after"),
        (WordsPrivacy(delete_after=days(6 * 365)), "delete_after"),
        (WordsPrivacy(legal_basis="no_persons", depicts_children="identifiable"), "legal_basis"),
        (WordsPrivacy(legal_basis="why not"), "legal_basis"),
    ],
)
def test_what_does_not_hold_together_is_refused(scene, said, field):
    draft = scene.draft()
    with pytest.raises(PieceRefused) as refusal:
        save(evidence=draft, seen=draft.version, by=scene.staff, today=today(), privacy=said)
    assert refusal.value.field == field


def test_no_file_outlives_a_story_and_words_live_as_long_as_their_photos(scene):
    story = scene.draft(delete_after=days(20))
    scene.with_photo(story, delete_after=days(30))
    with pytest.raises(PieceRefused):
        save(evidence=story, seen=story.version, by=scene.staff, today=today(), privacy=WordsPrivacy())
    photos = scene.photos(delete_after=days(20))
    Image.objects.filter(page=photos.pk).update(delete_after=days(40))
    saved = save(evidence=photos, seen=photos.version, by=scene.staff, today=today(), privacy=WordsPrivacy())
    assert saved.delete_after == days(40)


def test_a_photo_that_is_added_late_takes_the_date_of_its_story(scene):
    story = scene.draft(kind=EvidenceKind.STORY, delete_after=days(20))
    attach(evidence=story, files=[photo_file()], by=scene.staff, today=today())
    assert Image.objects.get(page=story.pk).delete_after == days(20)


# From its first minute past the date


def test_past_its_date_nobody_reads_a_word_before_the_job_has_run(scene, signed_in):
    piece = secret(scene)
    photo = scene.with_photo(piece)
    past(piece)
    for person in (scene.board, scene.chef, scene.consultant, scene.stranger):
        assert not access.may_see(person, piece)
        assert signed_in(person).get(scene.page(piece)).status_code == 404
    for person in (scene.leader, scene.staff):
        answer = signed_in(person).get(scene.page(piece))
        assert answer.status_code == 200 and SECRET not in answer.content.decode()
        assert "slettefrist" in answer.content.decode()
    for person in (scene.leader, scene.board, scene.chef):
        assert not may_fetch(person, Image.objects.get(pk=photo.pk))
        assert SECRET not in signed_in(person).get(scene.meeting.get_url()).content.decode()
        assert SECRET not in signed_in(person).get(f"/soeg/?q={SECRET.split()[0]}").content.decode().replace(
            f'value="{SECRET.split()[0]}"', ""
        )
        assert meeting_evidence(scene.meeting, person)["evidence_count"] == 0
        assert plan_contents(scene.meeting, person).fillings == {}
    assert shared_pieces(scene.meeting) == []


def test_past_its_date_it_is_not_changed_shared_or_kept(scene):
    draft = past(scene.draft())
    with pytest.raises(IsWithdrawn):
        save(evidence=draft, seen=draft.version, by=scene.leader, today=today(), privacy=WordsPrivacy())
    with pytest.raises(IsWithdrawn):
        share(evidence=draft, seen=draft.version, by=scene.leader, today=today())
    told = {"delete_after": days(60), "reason": "Godt", "by": scene.leader, "today": today()}
    with pytest.raises(CannotBeKept):
        extend_keeping_of_piece(evidence=draft, **told)
    assert drafts_of(scene.meeting, scene.leader) == []


def test_its_last_day_it_is_read(scene, signed_in):
    piece = past(secret(scene), by=0)
    assert SECRET in signed_in(scene.board).get(scene.page(piece)).content.decode()
    assert delete_expired(today=today()).counts["EvidencePage"] == 0


# What the job deletes


def test_row_revisions_search_and_the_heading_in_the_history_go(scene, django_capture_on_commit_callbacks):
    piece = secret(scene)
    piece.save_revision(user=scene.leader)
    photo = scene.with_photo(piece)
    number = piece.pk
    past(piece)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired(today=today()).counts["EvidencePage"] == 1
    assert not EvidencePage.objects.filter(pk=number).exists()
    assert not Image.objects.filter(pk=photo.pk).exists()
    assert not Revision.objects.filter(object_id=str(number)).exists()
    assert not SearchEntry.objects.filter(text__icontains="Klodsborgen").exists()
    assert not SearchEntry.objects.filter(title__icontains="Klodsborgen").exists()
    assert not any(SECRET in str((row.label, row.data)) for row in PageLogEntry.objects.all())
    event = AuditEvent.objects.get(action="evidence.expired")
    assert (event.actor, event.object_id) == (None, str(number)) and SECRET not in str(event.data)


def test_a_dry_run_only_counts_and_twice_is_once(scene):
    past(secret(scene))
    assert delete_expired(today=today(), dry_run=True).counts["EvidencePage"] == 1
    assert EvidencePage.objects.count() == 1
    assert delete_expired(today=today()).counts["EvidencePage"] == 1
    assert delete_expired(today=today()).total == 0


def test_figures_go_with_their_contribution(scene):
    past(factories.figures(meeting=scene.meeting, shared=True, owner=scene.leader))
    delete_expired(today=today())
    assert not Dataset.objects.exists()


def test_what_a_document_or_an_objection_points_at_stays_as_an_empty_shell(scene, signed_in):
    piece = secret(scene, source="3.B")
    note_sent(kind=SentKind.EXPORT, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    said = Said("objection", "parent")
    objection = take_objection(evidence=piece, key=None, said=said, by=scene.leader, today=today())
    piece.refresh_from_db()
    past(piece)
    assert delete_expired(today=today()).counts["EvidencePage"] == 1
    assert delete_expired(today=days(1)).total == 0
    shell = EvidencePage.objects.get(pk=piece.pk)
    assert SECRET not in str([shell.title, shell.draft_title, shell.body.raw_data, shell.source])
    assert (shell.source, shell.owner, shell.emptied_on, list(shell.body.raw_data)) == ("", None, today(), [])
    assert not Revision.objects.for_instance(shell).exists() and not SearchEntry.objects.filter(evidence=shell).exists()
    assert HeldItem.objects.get().deleted_on == today()
    assert len(documents_holding(evidence_id=shell.pk, key=None)) == 1
    objection = Objection.objects.get(pk=objection.pk)
    assert (objection.decision, objection.decided_by) == (ObjectionDecision.UPHELD, None)
    page = signed_in(scene.leader).get(f"/indsigelser/{objection.pk}/")
    assert page.status_code == 200 and "Vis det igen" not in page.content.decode()
    again = f"/indsigelser/{objection.pk}/vis-igen/"
    assert signed_in(scene.leader).post(again, {"restore_reason": "Aftalt"}).status_code == 404
    assert signed_in(scene.board).get(scene.page(piece)).status_code == 404


def test_an_example_that_rests_on_it_waits_and_lets_go_of_it(scene):
    piece = secret(scene, audience=Audience.LEADER_FORUM)
    example = factories.example(unit=scene.unit, state=ExampleState.CLEARED, evidence=piece)
    revision = example.save_revision()
    past(piece)
    delete_expired(today=today())
    example = ExamplePage.objects.get(pk=example.pk)
    assert (example.state, example.evidence, example.live) == (ExampleState.PROPOSED, None, False)
    assert Revision.objects.get(pk=revision.pk).content["evidence"] is None


def test_what_approved_minutes_rest_on_follows_the_archive(scene, signed_in):
    piece = secret(scene)
    document = note_sent(kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    past(piece)
    kept = delete_expired(today=today())
    assert (kept.counts["EvidencePage"], kept.kept) == (0, 1)
    for person in (scene.board, scene.chef):
        assert signed_in(person).get(scene.page(piece)).status_code == 404
    assert SECRET not in signed_in(scene.leader).get(scene.page(piece)).content.decode()
    row = expiring_in(scene.unit, today())[0]
    assert row.kept_until is not None and not row.may_be_extended
    assert tasks_for(scene.leader, today()) == []
    later = timezone.localdate(document.made_at) + timedelta(days=2 * 366 + 1)
    assert delete_expired(today=later).counts["EvidencePage"] == 1
    assert EvidencePage.objects.get(pk=piece.pk).emptied_on == later


def test_the_municipality_may_let_it_go_on_its_date(scene):
    municipality = Municipality.here()
    municipality.archive_rule = ArchiveRule.DELETE
    municipality.save()
    piece = secret(scene)
    note_sent(kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    past(piece)
    assert delete_expired(today=today()).counts["EvidencePage"] == 1


# Thirty days' notice


def test_a_contribution_stands_on_the_list_once_with_its_files(scene, signed_in):
    piece = secret(scene, delete_after=days(5))
    scene.with_photo(piece, delete_after=days(5))
    early = scene.with_photo(piece, delete_after=days(2))
    rows = expiring_in(scene.unit, today())
    assert [(row.item, row.delete_after) for row in rows] == [(early, days(2)), (None, days(5))]
    assert [task.count for task in tasks_for(scene.leader, today())] == [2]
    url = f"/{scene.unit.area.slug}/{scene.unit.slug}/slettes-snart/"
    assert scene.of(piece, "behold") in signed_in(scene.leader).get(url).content.decode()


def test_whoever_began_a_draft_is_told_and_nobody_else(scene):
    scene.draft(delete_after=days(5), title="Mias kladde")
    titles = [task.title for task in tasks_for(scene.staff, today())]
    assert len(titles) == 1 and "Mias kladde" in titles[0]
    assert tasks_for(scene.colleague, today()) == tasks_for(scene.board, today()) == []


def test_keeping_the_whole_longer_takes_along_what_would_go_the_same_day(scene, signed_in):
    piece = secret(scene, delete_after=days(5))
    same, early = scene.with_photo(piece, delete_after=days(5)), scene.with_photo(piece, delete_after=days(2))
    url = scene.of(piece, "behold")
    client = signed_in(scene.leader)
    assert client.get(url).status_code == 200
    assert client.post(url, {"delete_after": "", "reason": ""}).status_code == 422
    assert client.post(url, {"delete_after": days(60).isoformat(), "reason": "Til næste møde"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.delete_after, piece.purpose) == (days(60), "Til næste møde")
    assert [Image.objects.get(pk=photo.pk).delete_after for photo in (same, early)] == [days(60), days(2)]
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        assert signed_in(person).get(url).status_code == 404


def test_nobody_else_keeps_it_longer_nor_beyond_the_most_nor_what_is_hidden(scene):
    piece = secret(scene, delete_after=days(5))
    photo = scene.with_photo(piece, delete_after=days(5))
    told = {"evidence": piece, "reason": "Godt", "today": today()}
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        with pytest.raises(NotAllowed):
            extend_keeping_of_piece(delete_after=days(60), by=person, **told)
    with pytest.raises(CannotBeKept):
        extend_keeping_of_piece(delete_after=days(6 * 365), by=scene.leader, **told)
    with pytest.raises(CannotBeKept):  # a photo of a story does not outlive it
        extend_keeping(key=photo.key, delete_after=days(60), by=scene.leader, **told)
    said = Said("objection", "parent")
    take_objection(evidence=piece, key=None, said=said, by=scene.leader, today=today())
    with pytest.raises(CannotBeKept):
        extend_keeping_of_piece(delete_after=days(60), by=scene.leader, **told)


# The form and the page


def test_the_form_asks_and_the_page_says(scene, signed_in):
    draft = scene.draft(legal_basis="", kind=EvidenceKind.STORY, body=[
        {"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c12", "value": "Vi byggede."}
    ])  # fmt: skip
    client = signed_in(scene.staff)
    url = scene.of(draft, "om")
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


def test_a_reader_is_told_the_date_and_no_more(scene, signed_in):
    piece = secret(scene, purpose="Noget internt")
    page = signed_in(scene.board).get(scene.page(piece)).content.decode()
    assert "Slettes efter" in page and "Noget internt" not in page


def test_what_is_said_of_a_photo_holds_for_the_words_beside_it(scene, signed_in):
    draft = scene.photos()
    photo = Image.objects.get(page=draft.pk)
    client = signed_in(scene.staff)
    url = scene.of(draft, "om")
    assert 'name="piece-' not in client.get(url).content.decode()
    answers = {
        "seen": draft.version, "agenda_item": str(scene.agenda_item), f"{photo.key}-alt_text": "Et tårn",
        "all-legal_basis": "consent", "all-depicts_children": "identifiable", "all-consent_note": "Forældre, august",
        "all-purpose": "Til mødet", "all-delete_after": days(70).isoformat(),
    }  # fmt: skip
    assert client.post(url, answers).status_code == 302
    draft.refresh_from_db()
    assert (draft.legal_basis, draft.consent_note, draft.delete_after) == ("consent", "Forældre, august", days(70))


def test_those_who_may_not_know_are_not_told_that_something_was_hidden(scene):
    """`hidden_pieces` answers for a person: a placeholder tells that there was something."""
    piece, draft = secret(scene), scene.draft()
    for one in (piece, draft):
        take_objection(evidence=one, key=None, said=Said("objection", "parent"), by=scene.leader, today=today())
    forum = factories.user(role=Role.FORUM_MEMBER, name="Fie Fugl")
    for person in (scene.leader, scene.board, scene.chef):
        assert len(meeting_evidence(scene.meeting, person)["evidence_hidden"]) == 1  # the draft was never theirs
    for person in (scene.stranger, forum):
        assert meeting_evidence(scene.meeting, person)["evidence_hidden"] == []


def test_who_read_words_that_a_child_is_known_by_is_written_down_once(scene, signed_in):
    known = secret(scene)
    nobody = secret(scene, depicts_children="not_identifiable")
    draft = scene.draft(depicts_children="identifiable")
    client = signed_in(scene.board)
    for _time in range(2):
        assert client.get(scene.page(known)).status_code == client.get(scene.page(nobody)).status_code == 200
    assert signed_in(scene.staff).get(scene.page(draft)).status_code == 200
    entry = ViewLogEntry.objects.get()
    assert (entry.item_kind, entry.item_key, entry.person) == ("evidencepage", str(known.pk), scene.board)
    listed = signed_in(scene.leader).get(f"/visninger/?fra={known.pk}").content.decode()
    assert f"Bidrag {scene.meeting.slug}" in listed
    page = f"/visninger/evidencepage/{known.pk}/"
    assert "Bo Birk" in client_text(signed_in(scene.leader).get(page))
    for person in (scene.team, scene.board, scene.staff, scene.chef, scene.stranger):
        assert signed_in(person).get(page).status_code == 404


def client_text(answer):
    assert answer.status_code == 200
    return answer.content.decode()
