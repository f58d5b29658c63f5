"""Tasks and jobs of Procrastinate belong together: written in one transaction, and no task waits without a job."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from config import task_engine
from foundation.infrastructure.startup_checks import require_ready
from foundation.models import QueuedTask
from foundation.task_queue import claims
from foundation.task_queue.backend import TableBackend
from foundation.task_queue.dead_letter import retry_parked
from foundation.task_queue.engine import running_workers, worker_class
from foundation.task_queue.enqueue_once import enqueue_once
from foundation.task_queue.on_procrastinate.jobs import defer_missing
from foundation.task_queue.on_procrastinate.worker import ProcrastinateWorker
from foundation.task_queue.worker import Worker
from tests.foundation.task_queue import tasks
from tests.foundation.task_queue.conftest import use_engine
from tests.foundation.task_queue.test_worker import until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_procrastinate(settings: Settings) -> Iterator[None]:
    yield from use_engine(task_engine.PROCRASTINATE, settings)


def jobs(columns: str = "queue_name, priority, args") -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_job_is_written_with_its_task_and_knows_only_its_number() -> None:
    later = timezone.now() + timedelta(hours=1)
    tasks.write_down_first.using(run_after=later).enqueue("Emma")
    assert jobs("queue_name, priority, args, scheduled_at") == [
        ("default", 5, f'{{"task": {QueuedTask.objects.get().pk}}}', later)
    ]


def test_both_are_rolled_back_with_the_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.write_down.enqueue("en")
        assert len(jobs()) == 1
        raise RuntimeError
    assert jobs() == [] and not QueuedTask.objects.exists()


def test_an_effect_key_gives_one_job() -> None:
    for _time in range(2):
        enqueue_once(tasks.write_down, "en", effect_key="det samme")
    assert len(jobs()) == QueuedTask.objects.count() == 1


def test_what_waits_from_the_table_gets_a_job_and_is_not_given_two() -> None:
    TableBackend("default", {"QUEUES": []}).enqueue(tasks.write_down, ["en"], {})
    tasks.write_down.enqueue("to")
    assert (len(jobs()), defer_missing(timezone.now()), defer_missing(timezone.now())) == (1, 1, 0)
    assert len(jobs()) == 2


def test_the_table_takes_over_what_waits_for_procrastinate(settings: Settings) -> None:
    tasks.write_down.enqueue("en")
    settings.TASK_ENGINE = task_engine.TABLE
    assert worker_class() is Worker and Worker().run_once() == 1
    settings.TASK_ENGINE = task_engine.PROCRASTINATE
    assert worker_class() is ProcrastinateWorker
    task = QueuedTask.objects.get()
    assert ProcrastinateWorker()._run_if_due(task.pk) is None, "its job ends"
    task.refresh_from_db()
    assert task.attempts == 1


def test_a_parked_task_that_is_tried_again_gets_a_job() -> None:
    now = timezone.now()
    QueuedTask.objects.create(path="x", parked_at=now, attempts=5)
    QueuedTask.objects.create(path="x", finished_at=now)
    QueuedTask.objects.create(path="x", attempts=5)  # about to be parked
    assert defer_missing(now) == 0
    retry_parked()
    assert defer_missing(now) == 1


def test_a_task_whose_job_was_lost_gets_another_when_its_claim_has_long_expired() -> None:
    """The worker lives, and could not store what became of the job."""
    tasks.write_down.enqueue("en")
    execute("UPDATE procrastinate_jobs SET status = 'doing'")
    pk, now = QueuedTask.objects.get().pk, timezone.now()
    claims.claim(pk, "lever")
    assert defer_missing(now + timedelta(seconds=50)) == 0
    assert defer_missing(now + timedelta(seconds=70)) == 1


def test_one_job_too_many_leaves_the_task_to_the_worker_that_has_it() -> None:
    tasks.write_down.enqueue("en")
    task, worker = QueuedTask.objects.get(), ProcrastinateWorker()
    claims.claim(task.pk, worker.name)
    worker.at_work[task.pk] = Future()
    assert worker._run_if_due(task.pk) == QueuedTask.objects.get().claimed_until
    assert list(worker.at_work) == [task.pk], "its claim is still renewed"


def test_jobs_of_a_lane_that_is_no_longer_in_the_settings_go_to_the_first(settings: Settings) -> None:
    tasks.write_down.enqueue("en")
    QueuedTask.objects.update(lane="gamle")
    execute("UPDATE procrastinate_jobs SET queue_name = 'gamle'")
    assert defer_missing(timezone.now()) == 0
    assert [queue for (queue,) in jobs("queue_name")] == ["default"]


def test_a_claimed_task_is_looked_at_when_the_claim_ends_and_a_given_back_one_is_left_to_others() -> None:
    tasks.write_down.enqueue("en")
    task, worker = claims.claim(QueuedTask.objects.get().pk, "en anden"), ProcrastinateWorker()
    assert task is not None
    assert worker._run_if_due(task.pk) == QueuedTask.objects.get().claimed_until
    claims.give_back(task, "en anden", "mappen mangler")
    QueuedTask.objects.update(given_back_by=worker.name, run_after=timezone.now())
    assert (worker._run_if_due(task.pk) or timezone.now()) > timezone.now() + timedelta(seconds=3)
    assert QueuedTask.objects.get().attempts == 0


def test_running_workers_are_known_by_their_heartbeat(settings: Settings) -> None:
    now = timezone.now()
    for seconds in (5, 600):
        execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", now - timedelta(seconds=seconds))
    assert running_workers(now) == 1
    settings.TASK_ENGINE = task_engine.TABLE
    assert running_workers(now) is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_known_from_its_start_to_its_end() -> None:
    worker = ProcrastinateWorker(lanes={"mail": 1})
    thread = threading.Thread(target=worker.run)
    thread.start()
    until(lambda: running_workers(timezone.now()) == 2)  # its lane and the maintenance
    worker.stop()
    thread.join()
    assert running_workers(timezone.now()) == 0


def test_nothing_starts_before_the_tables_are_there(settings: Settings) -> None:
    settings.START_CHECKS = ["foundation.task_queue.engine.problems"]
    require_ready()
    with pytest.raises(ImproperlyConfigured, match="set_up"), transaction.atomic():
        execute("ALTER TABLE procrastinate_workers RENAME TO elsewhere")
        require_ready()
