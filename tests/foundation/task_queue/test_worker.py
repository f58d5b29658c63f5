"""A worker with its threads: it runs tasks, renews its claims, and stops when asked to."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from foundation.mail.enqueue_mail import enqueue_mail
from foundation.models import AuditEvent, QueuedTask
from foundation.task_queue import worker as working
from foundation.task_queue.engine import worker_class
from foundation.task_queue.worker import Worker
from tests.foundation.task_queue import tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_queue")]
PATIENCE = 60


@pytest.fixture
def start(settings: Settings) -> Iterator[Callable[..., Worker]]:
    settings.DAILY_TASKS = []
    tasks.MAY_GO_ON.clear()
    running: list[tuple[Worker, threading.Thread]] = []

    def begin(**options: Any) -> Worker:
        worker = worker_class()(**options)
        thread = threading.Thread(target=worker.run)
        thread.start()
        running.append((worker, thread))
        return worker

    yield begin
    tasks.MAY_GO_ON.set()
    for worker, thread in running:
        worker.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        worker.pool.shutdown()  # a task that was given back works on


def until(true: Callable[[], Any]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def noted(what: str) -> int:
    return AuditEvent.objects.filter(action=what).count()


def test_a_worker_runs_tasks_and_sends_mail(start: Callable[..., Worker]) -> None:
    start()
    tasks.write_down.enqueue("en")
    enqueue_mail(to="a@b.dk", subject="x", body="y")
    until(lambda: noted("en") and mail.outbox)
    assert noted("en") == 1 and len(mail.outbox) == 1


def test_one_slow_task_does_not_stop_the_others(start: Callable[..., Worker]) -> None:
    start(lanes={"default": 2})
    tasks.wait_for_the_test.enqueue("langsom")
    for _number in range(3):
        tasks.write_down.enqueue("hurtig")
    until(lambda: noted("hurtig") == 3)
    assert noted("langsom") == 0


def test_a_worker_runs_no_more_tasks_than_it_has_threads(start: Callable[..., Worker]) -> None:
    for _number in range(4):
        tasks.wait_for_the_test.enqueue("langsom")
    worker = start(lanes={"default": 2})
    until(lambda: len(worker.at_work) == 2)
    time.sleep(0.3)
    assert QueuedTask.objects.exclude(claimed_until=None).count() == 2


def test_a_worker_renews_its_claim_while_it_works(start: Callable[..., Worker], settings: Settings) -> None:
    settings.TASK_LEASE_SECONDS = 1
    tasks.wait_for_the_test.enqueue("langsom")
    start()
    until(lambda: QueuedTask.objects.exclude(claimed_until=None).exists())
    first = QueuedTask.objects.get().claimed_until
    start()
    until(lambda: QueuedTask.objects.get().claimed_until > first + timedelta(seconds=2))
    assert QueuedTask.objects.get().attempts == 1, "the second worker left it alone"
    tasks.MAY_GO_ON.set()
    until(lambda: noted("langsom"))
    assert noted("langsom") == 1


def test_a_stopping_worker_finishes_short_tasks(start: Callable[..., Worker]) -> None:
    tasks.wait_for_the_test.enqueue("langsom")
    worker = start()
    until(lambda: worker.at_work)
    worker.stop()
    tasks.write_down.enqueue("for sent")
    tasks.MAY_GO_ON.set()
    until(lambda: worker.ended.is_set())
    assert noted("langsom") == 1 and noted("for sent") == 0
    assert QueuedTask.objects.filter(finished_at=None).count() == 1


def test_a_stopping_worker_gives_back_long_tasks(start: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "STOP_GRACE_SECONDS", 0.1)
    tasks.wait_for_the_test.enqueue("langsom")
    worker = start()
    until(lambda: worker.at_work)
    worker.stop()
    until(lambda: worker.ended.is_set())
    row = QueuedTask.objects.get()
    assert (row.claimed_until, row.attempts, row.finished_at) == (None, 0, None)
    tasks.MAY_GO_ON.set()
    start()
    until(lambda: noted("langsom"))


def test_a_worker_ends_after_the_threads_beside_it(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DAILY_TASKS = []
    sealing, may_go_on = threading.Event(), threading.Event()
    sealed: list[bool] = []

    def seal() -> None:
        sealing.set()
        sealed.append(may_go_on.wait(PATIENCE))

    monkeypatch.setattr(working, "seal_waiting", seal)
    worker = worker_class()()
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert sealing.wait(PATIENCE)
    worker.stop()
    thread.join(1)
    is_waiting = thread.is_alive()
    may_go_on.set()
    thread.join(PATIENCE)
    assert (is_waiting, thread.is_alive(), sealed) == (True, False, [True])
