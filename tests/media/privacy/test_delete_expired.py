"""On its date an item is deleted by itself, wherever it is shown."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from foundation.audit import AuditEvent
from media.models import Image
from media.privacy.delete_expired import delete_expired
from tests import factories
from tests.meetings.forum.pictures import shared_evidence

pytestmark = pytest.mark.django_db


def test_what_has_passed_its_date_goes_with_its_files_and_the_page_stays(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    today = timezone.localdate()
    page = shared_evidence(leader, unit, with_film=True, delete_after=today - timedelta(days=1))
    photo = Image.objects.get(page=page)
    default_storage.save(photo.path("card.jpg"), ContentFile(b"x"))
    Image.objects.filter(pk=photo.pk).update(renditions={"card": {"width": 1, "height": 1, "bytes": 1}})
    assert delete_expired(today=today, dry_run=True).counts == {"Image": 1, "Film": 0, "Sound": 0, "Document": 0}
    assert Image.objects.filter(pk=photo.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert delete_expired(today=today).counts == {"Image": 1}
    assert not Image.objects.filter(pk=photo.pk).exists()
    assert not default_storage.exists(photo.path("card.jpg"))
    client.force_login(leader)
    assert client.get(page.get_url()).status_code == 200
    assert client.get(page.meeting.get_url()).status_code == 200
    event = AuditEvent.objects.get(action="media.expired")
    assert "klodser" not in str(event.data)


def test_its_last_day_it_is_still_there(capsys: pytest.CaptureFixture[str]) -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    shared_evidence(leader, unit, delete_after=timezone.localdate())
    call_command("delete_expired_media")
    assert Image.objects.count() == 1
