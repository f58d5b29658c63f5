"""What an editor scheduled is published and taken down at its moment, without anybody doing anything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.task_queue.queued_task import QueuedTask
from meetings.moderation.publish_scheduled import publish_scheduled
from meetings.template.pages import TemplatePage
from tests import factories

pytestmark = pytest.mark.django_db


def schedule(year: str = "2027/2028", **moments) -> TemplatePage:
    page = factories.template(year, published=False)
    for name, moment in moments.items():
        setattr(page, name, moment)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_a_scheduled_page_is_published_at_its_moment_and_not_before(time_machine):
    page = schedule(go_live_at=timezone.now() + timedelta(hours=1))
    assert publish_scheduled.call() == 0
    assert not TemplatePage.objects.get(pk=page.pk).live
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    assert publish_scheduled.call() == 1
    assert TemplatePage.objects.get(pk=page.pk).live
    assert publish_scheduled.call() == 0


def test_a_scheduled_page_is_taken_down_when_it_expires(time_machine):
    page = schedule(expire_at=timezone.now() + timedelta(hours=1))
    assert page.live
    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    publish_scheduled.call()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


@pytest.mark.usefixtures("real_queue")
def test_a_task_is_enqueued_for_either_moment():
    starts, ends = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    page = schedule(go_live_at=starts, expire_at=ends)
    tasks = QueuedTask.objects.filter(path=publish_scheduled.module_path)
    assert [task.run_after for task in tasks] == [starts]
    tasks.delete()
    page.go_live_at = None
    page.save_revision().publish()
    assert [task.run_after for task in tasks.all()] == [ends]


def test_a_page_that_fails_keeps_no_other_from_its_moment(time_machine, monkeypatch):
    first = schedule(go_live_at=timezone.now() + timedelta(hours=1))
    second = schedule("2028/2029", go_live_at=timezone.now() + timedelta(hours=2))
    time_machine.move_to(timezone.now() + timedelta(hours=3))
    real = TemplatePage.save

    def fails(self, *args, **kwargs):
        if self.pk == first.pk:
            raise RuntimeError("a fault")
        real(self, *args, **kwargs)

    monkeypatch.setattr(TemplatePage, "save", fails)
    with pytest.raises(RuntimeError):
        publish_scheduled.call()
    assert not TemplatePage.objects.get(pk=first.pk).live
    assert TemplatePage.objects.get(pk=second.pk).live
