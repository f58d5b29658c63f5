"""Small tasks for the tests of the queue; they write to the event log, which all processes can read."""

import threading
import time

from django_tasks import task

from foundation import audit
from foundation.municipality import Municipality

#: For tests with threads in this process.
MAY_GO_ON = threading.Event()


def note(what: str) -> None:
    audit.record(what, Municipality(), by=None)


@task()
def write_down(what: str) -> None:
    note(what)


@task(priority=5)
def write_down_first(what: str) -> None:
    note(what)


@task()
def always_fail(secret: str) -> None:
    note("tried")
    raise ValueError(f"Emma Testesen {secret}")


@task()
def wait_for_the_test(what: str) -> None:
    MAY_GO_ON.wait(30)
    note(what)


@task()
def write_the_day(day: str) -> None:
    note(f"day {day}")


def three_films_and_a_photo() -> None:
    for _number in range(3):
        sleep_long.using(queue_name="films").enqueue(600)
    write_down.enqueue("foto")


@task()
def sleep_long(seconds: int) -> None:
    note("asleep")
    time.sleep(seconds)
