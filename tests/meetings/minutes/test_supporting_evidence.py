"""The appendix of approved minutes lists the shared evidence, and what of it is hidden, deleted or archived."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.evidence.sharing.sent_document import HeldItem, SentDocument
from tests import factories
from tests.meetings.forum.pictures import image
from tests.meetings.minutes.scene import approve, begun, submitted

pytestmark = pytest.mark.django_db


def bring(scene, title="Vandhullet", **fields):
    """A shared story with a photo."""
    piece = factories.evidence(meeting=scene.meeting, shared=True, title=title)
    photo = image(piece, scene.leader, **fields)
    piece.body = [*piece.body.raw_data, {"type": "image", "value": {"item": photo.pk, "caption": ""}}]
    piece.save()
    return piece, photo


@pytest.fixture
def scene(own_store):
    made = submitted()
    made.piece, made.photo = bring(made)
    factories.evidence(meeting=made.meeting, title="Kun vores")
    approve(made)
    return made


@pytest.fixture
def own_store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def object_to(scene, key=None):
    details = ObjectionDetails("objection", "parent")
    return register_objection(evidence=scene.piece, key=key, details=details, by=scene.chef, today=timezone.localdate())


def page(client, scene, person="board"):
    client.force_login(getattr(scene, person))
    return client.get(scene.address()).content.decode()


def test_approval_records_the_shared_evidence(scene):
    document = SentDocument.objects.get()
    assert {(row.evidence_id, row.item_key) for row in HeldItem.objects.all()} == {
        (scene.piece.pk, None), (scene.piece.pk, scene.photo.key),
    }  # fmt: skip
    assert document.recipients["consultant"] == 1 and document.made_by == scene.chef
    assert len(documents_holding(evidence_id=scene.piece.pk, key=scene.photo.key)) == 1


def test_the_appendix_lists_evidence_the_reader_may_see(scene, client):
    html = page(client, scene)
    assert "Det bygger referatet på" in html and "Vandhullet" in html and "Kun vores" not in html


def test_the_appendix_says_that_files_and_evidence_are_hidden(scene, client):
    object_to(scene, scene.photo.key)
    assert "Billedet er skjult efter en indsigelse den" in page(client, scene)
    object_to(scene)
    html = page(client, scene)
    assert "Bidraget er skjult efter en indsigelse den" in html and "Vandhullet" not in html


def test_the_appendix_says_what_is_archived_and_what_is_deleted(scene, client):
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(delete_after=timezone.localdate() - timedelta(days=1))
    assert delete_expired_evidence(today=timezone.localdate()).kept == 1
    assert "Billedet gemmes for arkivet til den" in page(client, scene)
    delete_expired_evidence(today=timezone.localdate() + timedelta(days=3 * 366))
    assert "Billedet blev slettet den" in page(client, scene)


def test_the_number_of_queries_does_not_grow_with_the_evidence(own_store, client):
    costs = []
    for pieces in (2, 9):
        made = submitted(scene=begun(title=f"Skole {pieces}"))
        for number in range(pieces):
            bring(made, title=f"Nr {number}")
        approve(made)
        page(client, made)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(made.address()).content.count(b"(Praksisfort") == pieces
        costs.append(len(queries))
    assert costs[0] == costs[1]
