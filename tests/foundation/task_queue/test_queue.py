"""The task queue: no task is lost or run twice, and tasks that keep failing are parked."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from pytest_django.fixtures import Settings

from foundation.models import AuditEvent, QueuedTask
from foundation.task_queue import claims, daily
from foundation.task_queue.cleanup import FINISHED_TASKS_KEPT, forget_finished_tasks
from foundation.task_queue.dead_letter import park_exhausted, parked, retry_parked
from foundation.task_queue.engine import worker_class
from foundation.task_queue.enqueue_once import enqueue_once
from foundation.task_queue.run_task import run
from foundation.task_queue.signals import task_parked
from tests.foundation.task_queue import tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]


def noted() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def work() -> int:
    return worker_class()().run_once()


def let_time_pass(**fields: Any) -> None:
    """Make all waiting tasks due."""
    QueuedTask.objects.filter(finished_at=None).update(**{"run_after": timezone.now(), **fields})


def fail_until_parked() -> None:
    for _try in range(5):
        work()
        let_time_pass()


def test_a_task_waits_for_a_worker_and_is_done_once() -> None:
    result = tasks.write_down.enqueue(what="en")
    assert result.status == TaskResultStatus.READY and noted() == []
    assert work() == 1 and work() == 0
    assert noted() == ["en"]
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL and result.attempts == 1
    with pytest.raises(TaskResultDoesNotExist):
        tasks.write_down.get_result("99999")


def test_a_task_is_rolled_back_with_its_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.write_down.enqueue(what="en")
        raise RuntimeError
    assert work() == 0 and noted() == []


def test_tasks_are_ordered_by_priority_then_age_and_deferred_ones_wait() -> None:
    tasks.write_down.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("senere")
    for what in ("a", "b"):
        tasks.write_down.enqueue(what)
    tasks.write_down_first.enqueue("først")
    work()
    assert noted() == ["først", "a", "b"]


def test_wagtails_tasks_run_immediately() -> None:
    """So a page is found as soon as it is saved."""
    from wagtail.models import Page
    from wagtail.tasks import update_reference_index_task

    page = Page.objects.first()
    result = update_reference_index_task.enqueue("wagtailcore", "page", str(page.pk))
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert not QueuedTask.objects.exists()


def test_a_failed_task_is_tried_five_times_with_growing_waits_and_parked(settings: Settings) -> None:
    tasks.always_fail.enqueue(secret="2.B")
    for wait in settings.TASK_WAITS:
        before = timezone.now()
        assert work() == 0
        row = QueuedTask.objects.get()
        assert before + timedelta(seconds=wait) <= row.run_after <= timezone.now() + timedelta(seconds=wait)
        assert row.claimed_until is None
        work()
        assert QueuedTask.objects.get().attempts == row.attempts, "not before its time"
        let_time_pass()
    work()
    assert noted() == ["tried"] * 5
    assert parked().count() == 1
    let_time_pass()
    work()
    assert noted() == ["tried"] * 5


def test_error_messages_are_in_neither_table_nor_log(caplog: pytest.LogCaptureFixture) -> None:
    tasks.always_fail.enqueue(secret="2.B")
    fail_until_parked()
    error = parked().get().last_error
    assert error.startswith("ValueError (tests/foundation/task_queue/tasks.py:")
    assert "Emma" not in error and "Emma" not in caplog.text and "2.B" not in caplog.text
    assert "is parked after 5 tries" in caplog.text


def test_an_operator_can_retry_a_parked_task(capsys: pytest.CaptureFixture[str]) -> None:
    tasks.always_fail.enqueue(secret="x")
    fail_until_parked()
    call_command("work", "--list-parked")
    assert "tests.foundation.task_queue.tasks.always_fail" in capsys.readouterr().out
    call_command("work", "--retry-parked")
    assert "1 task(s) will be tried again" in capsys.readouterr().out
    assert parked().count() == 0
    work()
    assert len(noted()) == 6
    assert retry_parked() == 0, "it is not parked any more"


def test_task_parked_is_sent_once() -> None:
    told: list[Any] = []

    def hear(sender: Any, path: str, args: Any, kwargs: Any, **rest: Any) -> None:
        told.append((path, args, kwargs))

    task_parked.connect(hear)
    try:
        tasks.always_fail.enqueue(secret="x")
        fail_until_parked()
        park_exhausted(timezone.now())
    finally:
        task_parked.disconnect(hear)
    assert told == [("tests.foundation.task_queue.tasks.always_fail", [], {"secret": "x"})]


def test_another_worker_takes_over_the_task_of_a_dead_worker() -> None:
    tasks.write_down.enqueue("en")
    row = claims.claim(QueuedTask.objects.get().pk, "død")
    assert row is not None and work() == 0, "its lease still runs"
    let_time_pass(claimed_until=timezone.now() - timedelta(seconds=1))
    assert work() == 1
    assert noted() == ["en"]
    assert claims.finish(row, "død") is False
    assert claims.renew([row.pk], "død") == 0
    assert claims.schedule_retry(row, "død", "x") is False


def test_a_heartbeat_renews_the_claim() -> None:
    tasks.write_down.enqueue("en")
    row = claims.claim(QueuedTask.objects.get().pk, "levende")
    assert row is not None
    let_time_pass(claimed_until=timezone.now() + timedelta(seconds=1))
    assert claims.renew([row.pk], "levende") == 1
    assert QueuedTask.objects.get().claimed_until > timezone.now() + timedelta(seconds=20)


def test_a_lease_far_in_the_future_is_ignored() -> None:
    tasks.write_down.enqueue("en")
    claims.claim(QueuedTask.objects.get().pk, "fra i morgen")
    let_time_pass(claimed_until=timezone.now() + timedelta(days=1))
    assert work() == 1


def test_only_one_of_two_workers_gets_a_task() -> None:
    tasks.write_down.enqueue("en")
    pk = QueuedTask.objects.get().pk
    assert claims.claim(pk, "a") is not None
    assert claims.claim(pk, "b") is None


def test_a_task_that_kills_its_worker_is_parked_too() -> None:
    tasks.write_down.enqueue("en")
    pk = QueuedTask.objects.get().pk
    for _try in range(5):
        assert claims.claim(pk, "dør") is not None
        let_time_pass(claimed_until=timezone.now() - timedelta(seconds=1))
    assert claims.claim(pk, "dør") is None
    assert work() == 0 and noted() == []
    assert [task.pk for task in parked()] == [pk]


def test_a_task_given_back_does_not_count_as_an_attempt() -> None:
    tasks.write_down.enqueue("en")
    pk = QueuedTask.objects.get().pk
    claims.claim(pk, "stopper")
    assert claims.release([pk], "stopper") == 1
    row = QueuedTask.objects.get()
    assert (row.attempts, row.claimed_until) == (0, None)


def test_a_task_without_code_is_parked_and_not_lost() -> None:
    tasks.write_down.enqueue("en")
    QueuedTask.objects.update(path="tests.no_such_module.nothing")
    fail_until_parked()
    assert parked().get().last_error.startswith("ModuleNotFoundError")


def test_an_effect_key_enqueues_once() -> None:
    first = enqueue_once(tasks.write_down, "en", effect_key="det samme")
    with transaction.atomic():
        again = enqueue_once(tasks.write_down, "en", effect_key="det samme")
        assert QueuedTask.objects.count() == 1, "the transaction goes on"
    assert first.id == again.id
    work()
    assert enqueue_once(tasks.write_down, "en", effect_key="det samme").status == TaskResultStatus.SUCCESSFUL
    work()
    assert noted() == ["en"]


def test_daily_tasks_are_enqueued_once_a_day_after_three(settings: Settings) -> None:
    settings.DAILY_TASKS = ["tests.foundation.task_queue.tasks.write_the_day"]
    copenhagen = ZoneInfo("Europe/Copenhagen")
    assert daily.enqueue_daily(datetime(2026, 10, 1, 2, 59, tzinfo=copenhagen)) is False
    for hour in (3, 12, 23):
        assert daily.enqueue_daily(datetime(2026, 10, 1, hour, tzinfo=copenhagen)) is True
    daily.enqueue_daily(datetime(2026, 10, 2, 3, tzinfo=copenhagen))
    work()
    assert noted() == ["day 2026-10-01", "day 2026-10-02"]


def test_a_clock_that_is_set_back_repeats_no_day(settings: Settings) -> None:
    settings.DAILY_TASKS = ["tests.foundation.task_queue.tasks.write_the_day"]
    days = [datetime(2026, 10, day, 12, tzinfo=ZoneInfo("Europe/Copenhagen")) for day in (1, 2)]
    for day in (days[0], days[1], days[0], days[1] - timedelta(hours=1), days[1]):
        daily.enqueue_daily(day)
        work()
    assert noted() == ["day 2026-10-01", "day 2026-10-02"]


def test_every_daily_task_runs(settings: Settings, tmp_path: Path) -> None:
    settings.QUARANTINE_DIR = tmp_path
    daily.enqueue_daily(timezone.now().replace(hour=12))
    assert QueuedTask.objects.count() == len(settings.DAILY_TASKS) > 0
    assert work() == len(settings.DAILY_TASKS)


def test_finished_tasks_are_deleted_after_a_month_but_parked_ones_stay() -> None:
    for _number in range(2):
        tasks.write_down.enqueue("en")
    tasks.always_fail.enqueue(secret="x")
    fail_until_parked()
    old = QueuedTask.objects.exclude(finished_at=None).first()
    QueuedTask.objects.filter(pk=old.pk).update(finished_at=timezone.now() - FINISHED_TASKS_KEPT - timedelta(days=1))
    QueuedTask.objects.exclude(parked_at=None).update(parked_at=timezone.now() - FINISHED_TASKS_KEPT * 3)
    forget_finished_tasks.call(day="2026-10-01")
    assert QueuedTask.objects.count() == 2 and not QueuedTask.objects.filter(pk=old.pk).exists()


def test_tasks_run_in_danish() -> None:
    from django.utils import translation

    from foundation.models import QueuedTask as Row

    tasks.write_down.enqueue("en")
    row = claims.claim(Row.objects.get().pk, "her")
    assert row is not None
    with translation.override("en"):
        assert run(row, "her")
