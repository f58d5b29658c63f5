"""A file is deleted on its date, wherever it was shown, and listed thirty days before."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.municipality import ArchiveRule, Municipality
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.enums import SentKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.privacy_tasks import tasks_for
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.retention.archive import archived_until
from meetings.evidence.retention.delete_expired_evidence import delete_expired_daily, delete_expired_evidence
from meetings.evidence.retention.expiring import expiring_in
from meetings.evidence.retention.extend_retention import CannotBeKept, extend_retention
from meetings.evidence.sharing.record_sent import record_sent
from meetings.evidence.sharing.sent_document import HeldItem, SentDocument
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia
from tests import factories
from tests.meetings.evidence.fetching import may_fetch


def today():
    return timezone.localdate()


def days(number):
    return today() + timedelta(days=number)


@pytest.fixture
def piece(scene):
    """Shared evidence with two revisions and two photos, one past its date."""
    shared = scene.shared()
    scene.old = scene.with_photo(shared, delete_after=days(-1), alt_text="Hemmelig tekst")
    scene.young = scene.with_photo(shared, delete_after=days(0))
    shared.save_revision()
    shared.save_revision()
    return shared


def test_rows_files_and_references_in_pages_and_revisions_are_deleted(scene, piece, django_capture_on_commit_callbacks):
    paths = scene.old.stored_paths()
    assert all(default_storage.exists(path) for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired_evidence(today=today()).counts["image"] == 1
    assert list(MediaItem.objects.filter(kind=MediaKind.IMAGE).all()) == [scene.young]
    assert not any(default_storage.exists(path) for path in paths)
    stored = Evidence.objects.get(pk=piece.pk).body.raw_data
    assert [block["value"]["item"] for block in stored if block["type"] == "image"] == [scene.young.pk]
    for revision in Revision.objects.for_instance(piece):
        blocks = json.loads(revision.content["body"])
        assert [block["value"]["item"] for block in blocks if block["type"] == "image"] == [scene.young.pk]
    assert Revision.objects.for_instance(piece).count() == 2


def test_the_log_says_what_without_content(scene, piece):
    delete_expired_evidence(today=today())
    event = AuditEvent.objects.get(action="media.expired")
    assert (event.actor, event.object_id) == (None, str(scene.old.pk))
    assert "Hemmelig" not in str(event.data)


def test_page_and_meeting_of_deleted_evidence_are_still_readable(scene, piece, signed_in):
    delete_expired_evidence(today=today())
    for url in (scene.page(piece), piece.meeting.get_url()):
        assert signed_in(scene.board).get(url).status_code == 200


def test_a_dry_run_only_counts(scene, piece, capsys):
    assert delete_expired_evidence(today=today(), dry_run=True).total == 1
    call_command("delete_expired", "--dry-run")
    assert "image: 1" in capsys.readouterr().out
    assert (
        MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 2
        and not AuditEvent.objects.filter(action="media.expired").exists()
    )


def test_deletion_is_idempotent_and_keeps_items_on_their_last_day(scene, piece):
    assert delete_expired_daily.func(today().isoformat()) == 1
    assert delete_expired_daily.func(today().isoformat()) == 0
    assert may_fetch(scene.board, MediaItem.objects.get(pk=scene.young.pk))
    assert delete_expired_daily.func(days(1).isoformat()) == 0, "tomorrow is not here yet"
    assert delete_expired_evidence(today=days(1)).total == 1


def test_an_example_stays_without_the_picture(scene, piece):
    block = {"type": "image", "id": "1", "value": {"item": scene.old.pk, "caption": "Tårnet"}}
    example = factories.example(unit=scene.unit, state=ExampleState.CLEARED, evidence=piece, media=json.dumps([block]))
    ExampleMedia.objects.create(example=example, media_key=scene.old.key)
    revision = example.save_revision()
    delete_expired_evidence(today=today())
    example.refresh_from_db()
    assert example.state == ExampleState.CLEARED and list(example.media.raw_data) == []
    assert json.loads(Revision.objects.get(pk=revision.pk).content["media"]) == []
    assert not ExampleMedia.objects.exists()


# Files used by approved minutes


@pytest.fixture
def approved(scene, piece):
    """The old photo still existed when the minutes were approved."""
    MediaItem.objects.filter(pk=scene.old.pk).update(delete_after=days(1))
    document = record_sent(kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    MediaItem.objects.filter(pk=scene.old.pk).update(delete_after=days(-1))
    return document


def test_the_archive_keeps_it_shown_to_nobody_and_then_it_goes(scene, approved):
    assert (
        delete_expired_evidence(today=today()).counts["image"],
        MediaItem.objects.filter(kind=MediaKind.IMAGE).count(),
    ) == (
        0,
        2,
    )
    assert delete_expired_evidence(today=today()).kept == 1
    for person in (scene.leader, scene.board, scene.chef):
        assert not may_fetch(person, MediaItem.objects.get(pk=scene.old.pk))
    two_years_on = timezone.localdate(approved.made_at) + timedelta(days=2 * 366 + 1)
    assert delete_expired_evidence(today=two_years_on).counts["image"] == 2
    assert set(HeldItem.objects.exclude(item_key=None).values_list("deleted_on", flat=True)) == {today()}


def test_years_are_counted_from_29_february_too(scene, approved):
    """Approved after midnight in Denmark, when it is still the 28th in UTC."""
    SentDocument.objects.update(made_at=datetime(2028, 2, 28, 23, 30, tzinfo=UTC))
    assert archived_until([scene.old]) == {scene.old.key: date(2030, 2, 28)}


def test_the_municipality_may_decide_otherwise(scene, approved):
    municipality = Municipality.here()
    municipality.archive_rule = ArchiveRule.DELETE
    municipality.save()
    assert delete_expired_evidence(today=today()).counts["image"] == 1


def test_an_export_is_not_a_reason_to_keep(scene, piece):
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(delete_after=days(1))
    record_sent(kind=SentKind.EXPORT, meeting=scene.meeting, pieces=[piece], by=scene.chef)
    assert delete_expired_evidence(today=days(2)).counts["image"] == 2


# Thirty days' notice


def test_the_list_shows_thirty_days_ahead_the_nearest_first(scene):
    shared = scene.shared()
    late, soon = scene.with_photo(shared, delete_after=days(30)), scene.with_film(shared, delete_after=days(3))
    scene.with_photo(shared, delete_after=days(31))
    assert [row.item for row in expiring_in(scene.unit, today())] == [soon, late]
    assert [task.count for task in tasks_for(scene.leader, today())] == [2]
    assert tasks_for(scene.staff, today()) == tasks_for(scene.chef, today()) == tasks_for(scene.stranger, today()) == []


def test_the_list_and_extending_retention(scene, signed_in):
    shared = scene.shared(title="Vandhullet")
    film = scene.with_film(shared, delete_after=days(3))
    client = signed_in(scene.leader)
    url = f"/{scene.unit.area.slug}/{scene.unit.slug}/slettes-snart/"
    page = client.get(url).content.decode()
    keep = scene.url_of(shared, f"medie/{film.key}/behold")
    assert "Vandhullet" in page and keep in page
    seen = re.search(r'name="seen" value="(\d+)"', client.get(keep).content.decode())[1]
    assert client.post(keep, {"delete_after": "", "reason": "", "seen": seen}).status_code == 422
    kept = {"delete_after": days(60).isoformat(), "reason": "Til næste møde", "seen": seen}
    assert client.post(keep, kept).status_code == 302
    film = MediaItem.objects.get(kind=MediaKind.FILM)
    assert (film.delete_after, film.purpose) == (days(60), "Til næste møde")
    assert "Vandhullet" not in client.get(url).content.decode()
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).get(keep).status_code == 404


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (90, " ", "reason"),
        (5 * 365 + 1, "Godt", "delete_after"),
        (3, "Godt", "delete_after"),
        (2, "Godt", "delete_after"),
    ],
)
def test_retention_is_extended_within_the_maximum_and_with_a_reason(scene, until, reason, field):
    shared = scene.shared()
    photo = scene.with_photo(shared, delete_after=days(3))
    told = {"evidence": shared, "key": photo.key, "reason": reason, "by": scene.leader, "today": today()}
    with pytest.raises(CannotBeKept) as refusal:
        extend_retention(delete_after=days(until), **told)
    assert refusal.value.field == field
    assert MediaItem.objects.get(kind=MediaKind.IMAGE).delete_after == days(3)


def test_others_may_not_extend_and_nobody_extends_hidden_items(scene):
    shared = scene.shared()
    photo = scene.with_photo(shared, delete_after=days(3))
    told = {"evidence": shared, "key": photo.key, "delete_after": days(60), "reason": "Godt", "today": today()}
    for person in (scene.staff, scene.board, scene.chef, scene.stranger):
        with pytest.raises(NotAllowed):
            extend_retention(by=person, **told)
    said = ObjectionDetails("objection", "parent")
    register_objection(evidence=shared, key=photo.key, details=said, by=scene.leader, today=today())
    with pytest.raises(CannotBeKept):
        extend_retention(by=scene.leader, **told)


def test_the_days_of_the_municipality_have_bounds():
    municipality = Municipality(keep_image_days=400, keep_at_most_days=300, archive_years=11)
    with pytest.raises(Exception) as refusal:
        municipality.full_clean(exclude=["site"])
    assert {"keep_image_days", "archive_years"} <= set(refusal.value.message_dict)
