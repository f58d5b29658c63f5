"""What the daily job deletes of a contribution, what it keeps, and the thirty days' notice."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.municipality import ArchiveRule, Municipality
from media.enums import Audience, ObjectionDecision
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.enums import SentKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.privacy_tasks import tasks_for
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.retention.expiring import expiring_in
from meetings.evidence.retention.extend_retention import CannotBeKept, extend_retention
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.evidence.sharing.record_sent import record_sent
from meetings.evidence.sharing.sent_document import HeldItem
from meetings.figures.models import Dataset
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.search.models import SearchEntry
from tests import factories
from tests.meetings.evidence.secret_contribution import SECRET, days, past, secret, today

# What the job deletes


def test_row_revisions_search_entry_and_logged_titles_are_deleted(scene, django_capture_on_commit_callbacks):
    piece = secret(scene)
    piece.save_revision(user=scene.leader)
    photo = scene.with_photo(piece)
    number = piece.pk
    past(piece)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired_evidence(today=today()).counts["Evidence"] == 1
    assert not Evidence.objects.filter(pk=number).exists()
    assert not MediaItem.objects.filter(pk=photo.pk).exists()
    assert not Revision.objects.for_instance(piece).exists()
    assert not SearchEntry.objects.filter(text__icontains="Klodsborgen").exists()
    assert not SearchEntry.objects.filter(title__icontains="Klodsborgen").exists()
    logged = [*PageLogEntry.objects.all(), *ModelLogEntry.objects.all()]
    assert not any(SECRET in str((row.label, row.data)) for row in logged)
    event = AuditEvent.objects.get(action="evidence.expired")
    assert (event.actor, event.object_id) == (None, str(number)) and SECRET not in str(event.data)


def test_a_dry_run_only_counts_and_a_second_run_changes_nothing(scene):
    past(secret(scene))
    assert delete_expired_evidence(today=today(), dry_run=True).counts["Evidence"] == 1
    assert Evidence.objects.count() == 1
    assert delete_expired_evidence(today=today()).counts["Evidence"] == 1
    assert delete_expired_evidence(today=today()).total == 0


def test_figures_are_deleted_with_their_contribution(scene):
    past(factories.figures(meeting=scene.meeting, shared=True, owner=scene.leader))
    delete_expired_evidence(today=today())
    assert not Dataset.objects.exists()


def test_the_row_is_kept_empty_when_a_document_or_an_objection_refers_to_it(scene, signed_in):
    piece = secret(scene, source="3.B")
    record_sent(kind=SentKind.EXPORT, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    said = ObjectionDetails("objection", "parent")
    objection = register_objection(evidence=piece, key=None, details=said, by=scene.leader, today=today())
    piece.refresh_from_db()
    past(piece)
    assert delete_expired_evidence(today=today()).counts["Evidence"] == 1
    assert delete_expired_evidence(today=days(1)).total == 0
    shell = Evidence.objects.get(pk=piece.pk)
    assert SECRET not in str([shell.title, shell.body.raw_data, shell.source])
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


def test_an_example_that_uses_it_drops_it_and_needs_clearance(scene):
    piece = secret(scene, audience=Audience.LEADER_FORUM)
    example = factories.example(unit=scene.unit, state=ExampleState.CLEARED, evidence=piece)
    revision = example.save_revision()
    past(piece)
    delete_expired_evidence(today=today())
    example = ExamplePage.objects.get(pk=example.pk)
    assert (example.state, example.evidence, example.live) == (ExampleState.PROPOSED, None, False)
    assert Revision.objects.get(pk=revision.pk).content["evidence"] is None


def test_evidence_used_by_approved_minutes_follows_the_archive_rule(scene, signed_in):
    piece = secret(scene)
    document = record_sent(kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    past(piece)
    kept = delete_expired_evidence(today=today())
    assert (kept.counts["Evidence"], kept.kept) == (0, 1)
    for person in (scene.board, scene.chef):
        assert signed_in(person).get(scene.page(piece)).status_code == 404
    assert SECRET not in signed_in(scene.leader).get(scene.page(piece)).content.decode()
    row = expiring_in(scene.unit, today())[0]
    assert row.kept_until is not None and not row.may_be_extended
    assert tasks_for(scene.leader, today()) == []
    later = timezone.localdate(document.made_at) + timedelta(days=2 * 366 + 1)
    assert delete_expired_evidence(today=later).counts["Evidence"] == 1
    assert Evidence.objects.get(pk=piece.pk).emptied_on == later


def test_the_municipality_may_choose_to_delete_it_on_its_date(scene):
    municipality = Municipality.here()
    municipality.archive_rule = ArchiveRule.DELETE
    municipality.save()
    piece = secret(scene)
    record_sent(kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    past(piece)
    assert delete_expired_evidence(today=today()).counts["Evidence"] == 1


# Thirty days' notice


def test_a_contribution_is_listed_once_together_with_its_files(scene, signed_in):
    piece = secret(scene, delete_after=days(5))
    scene.with_photo(piece, delete_after=days(5))
    early = scene.with_photo(piece, delete_after=days(2))
    rows = expiring_in(scene.unit, today())
    assert [(row.item, row.delete_after) for row in rows] == [(early, days(2)), (None, days(5))]
    assert [task.count for task in tasks_for(scene.leader, today())] == [2]
    url = f"/{scene.unit.area.slug}/{scene.unit.slug}/slettes-snart/"
    assert scene.url_of(piece, "behold") in signed_in(scene.leader).get(url).content.decode()


def test_only_the_author_of_a_draft_is_notified(scene):
    scene.draft(delete_after=days(5), title="Mias kladde")
    titles = [task.title for task in tasks_for(scene.staff, today())]
    assert len(titles) == 1 and "Mias kladde" in titles[0]
    assert tasks_for(scene.colleague, today()) == tasks_for(scene.board, today()) == []


def test_extending_a_contribution_extends_files_with_the_same_date(scene, signed_in):
    piece = secret(scene, delete_after=days(5))
    same, early = scene.with_photo(piece, delete_after=days(5)), scene.with_photo(piece, delete_after=days(2))
    url = scene.url_of(piece, "behold")
    client = signed_in(scene.leader)
    seen = re.search(r'name="seen" value="(\d+)"', client.get(url).content.decode())[1]
    assert client.post(url, {"delete_after": "", "reason": "", "seen": seen}).status_code == 422
    kept = {"delete_after": days(60).isoformat(), "reason": "Til næste møde", "seen": seen}
    assert client.post(url, kept).status_code == 302
    piece.refresh_from_db()
    assert (piece.delete_after, piece.purpose) == (days(60), "Til næste møde")
    assert [MediaItem.objects.get(pk=photo.pk).delete_after for photo in (same, early)] == [
        days(60),
        days(2),
    ]
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        assert signed_in(person).get(url).status_code == 404


def test_extending_is_refused_for_others_beyond_the_maximum_and_for_hidden_evidence(scene):
    piece = secret(scene, delete_after=days(5))
    photo = scene.with_photo(piece, delete_after=days(5))
    told = {"evidence": piece, "reason": "Godt", "today": today()}
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        with pytest.raises(NotAllowed):
            extend_retention(key=None, delete_after=days(60), by=person, **told)
    with pytest.raises(CannotBeKept):
        extend_retention(key=None, delete_after=days(6 * 365), by=scene.leader, **told)
    with pytest.raises(CannotBeKept):  # a photo of a story does not outlive it
        extend_retention(key=photo.key, delete_after=days(60), by=scene.leader, **told)
    said = ObjectionDetails("objection", "parent")
    register_objection(evidence=piece, key=None, details=said, by=scene.leader, today=today())
    with pytest.raises(CannotBeKept):
        extend_retention(key=None, delete_after=days(60), by=scene.leader, **told)
