"""The index is written by the worker after the act; what may not be found any more is hidden with the act itself."""

import uuid

import pytest
from django.utils import timezone

from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.worker import Worker
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.search.models import SearchEntry
from meetings.search.update_entries import index_object
from tests.meetings.evidence.scene import set_up
from tests.meetings.search.looking import titles

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_queue")]


def story(words):
    answers = {"situation": words, "action": "", "effect": "", "learning": ""}
    return [{"type": "narrative", "id": str(uuid.uuid4()), "value": answers}]


@pytest.fixture
def scene(db):
    scene = set_up(state=MeetingState.PREPARING)
    work()
    return scene


def work():
    Worker().run_once()


def test_what_was_written_is_found_when_the_worker_has_been_there(client, scene):
    scene.shared(title="Ved søen", body=story("Elefanten"))
    assert titles(client, scene.leader, "elefanten") == []
    work()
    assert titles(client, scene.leader, "elefanten") == ["Ved søen"]
    assert not QueuedTask.objects.exclude(parked_at=None).exists()


def test_former_text_is_not_found_although_no_worker_runs(client, scene):
    piece = scene.shared(title="Ved søen", body=story("Elefanten"))
    work()
    piece.body = story("Giraffen")
    piece.save()
    assert titles(client, scene.leader, "elefanten") == []
    work()
    assert titles(client, scene.leader, "elefanten") == []
    assert titles(client, scene.leader, "giraffen") == ["Ved søen"]


def test_an_unchanged_text_is_found_again(client, scene):
    piece = scene.shared(title="Ved søen", body=story("Elefanten"))
    work()
    piece.save()
    work()
    assert titles(client, scene.leader, "elefanten") == ["Ved søen"]


def test_deleted_and_emptied_texts_leave_the_index_with_the_act(scene):
    piece, other = scene.shared(body=story("Elefanten")), scene.shared(body=story("Elefanten"))
    work()
    assert SearchEntry.objects.filter(text__contains="Elefanten").count() == 2
    piece.delete()
    other.body, other.emptied_on = story("Elefanten"), timezone.localdate()
    other.save()
    assert not SearchEntry.objects.filter(text__contains="Elefanten").exists()


def test_a_task_for_something_deleted_meanwhile_does_nothing(scene):
    piece = scene.shared(body=story("Elefanten"))
    Evidence.objects.filter(pk=piece.pk).delete()
    index_object.call(Evidence._meta.label, piece.pk)
    work()
    assert not SearchEntry.objects.filter(evidence=piece.pk).exists()
    assert not QueuedTask.objects.exclude(parked_at=None).exists()


def test_a_note_of_a_revision_alone_asks_for_no_indexing(scene):
    piece = scene.shared(body=story("Elefanten"))
    work()
    QueuedTask.objects.all().delete()
    piece.save_revision()
    assert not QueuedTask.objects.filter(path__endswith="index_object").exists()
    piece.title = "Ved åen"
    piece.save(update_fields=["title", "latest_revision"])
    assert QueuedTask.objects.filter(path__endswith="index_object").count() == 1
