"""What of a backup is not valid any more after a restore."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from accounts.session import Session
from foundation.mail.enqueue_mail import enqueue_mail
from foundation.task_queue import claims
from foundation.task_queue.dead_letter import parked, retry_parked
from foundation.task_queue.queued_task import QueuedTask
from home.restoring.invalidate import (
    PARKED_REASON,
    delete_by_date,
    delete_files_without_a_row,
    end_sign_ins,
    park_mails,
)
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.notifications.models import Notification, Recipient
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up

pytestmark = pytest.mark.django_db


def test_sign_ins_and_links_for_a_new_password_end() -> None:
    from allauth.account.forms import default_token_generator

    person, client = factories.user(), Client()
    client.force_login(person)
    link = default_token_generator.make_token(person)
    assert default_token_generator.check_token(person, link)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        end_sign_ins()
    person.refresh_from_db()
    assert not Session.objects.exists() and not default_token_generator.check_token(person, link)
    assert client.get("/drift/").status_code == 302


@pytest.mark.usefixtures("real_queue")
def test_mails_that_waited_are_parked_and_other_tasks_go_on() -> None:
    person = factories.user()
    enqueue_mail(to="mor@example.dk", subject="Indkaldelse", body="Kom")
    QueuedTask.objects.create(path="media.tasks.prepare_media", claimed_by="dead", claimed_until=timezone.now())
    Notification.objects.create(recipient=person, kind="x", about=1)
    Recipient.objects.create(person=person)
    assert "1 mails" in park_mails() and not Notification.objects.exists()
    assert [task.last_error for task in parked()] == [PARKED_REASON]
    assert [task.path for task in claims.due(timezone.now())] == ["media.tasks.prepare_media"]
    assert Recipient.objects.get().mailed_on == timezone.localdate()
    assert retry_parked() == 1  # whoever knows that it was not sent sends it


def test_what_has_passed_its_date_and_files_of_nobody_go() -> None:
    scene = set_up()
    past = scene.shared(delete_after=TODAY - timedelta(1))
    kept = scene.with_photo(scene.shared())
    scene.with_photo(past)
    path = "images/00000000-0000-4000-8000-000000000000/full.jpg"
    default_storage.save(path, ContentFile(b"of a row that came after the copy of the database"))
    delete_by_date()
    assert [item.pk for item in MediaItem.objects.all()] == [kept.pk]
    assert not Evidence.objects.filter(pk=past.pk, emptied_on=None).exists()
    said: Any = delete_files_without_a_row()
    assert not default_storage.exists(path) and default_storage.exists(kept.stored_paths()[0])
    assert "missing" not in said
