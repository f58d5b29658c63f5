"""The worker: claims tasks, runs them in threads, and renews its claims while they run."""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import date

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django.db.models import Q
from django.utils import timezone

from foundation.audit_seal.seal_waiting import SECONDS_BETWEEN_SEALINGS as SEAL_EVERY
from foundation.audit_seal.seal_waiting import seal_waiting
from foundation.deletion_ledger.add_entry import write_waiting
from foundation.task_queue import claims, daily, retry_policy
from foundation.task_queue.dead_letter import park_exhausted
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.run_task import describe_error, run

log = logging.getLogger("laeringsrum.tasks")

IDLE_SECONDS = 1.0  # seconds between two looks when there is nothing to do
STOP_GRACE_SECONDS = 10.0  # seconds to finish what is under way when asked to stop
MAINTENANCE_EVERY = 5.0


class Worker:
    """`run()` until `stop()`. Several may run, on several machines with one database; heavy work runs in subprocesses
    (media.ingest.sandbox), so threads are enough here. It looks for tasks in the table; a subclass may be told of them
    (`foundation.task_queue.on_procrastinate`)."""

    def __init__(self, *, lanes: Mapping[str, int] | None = None) -> None:
        """`lanes`: how many tasks of each lane run at a time (settings.TASK_LANES)."""
        self.name = f"{os.uname().nodename[:20]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.lanes = dict(settings.TASK_LANES if lanes is None else lanes)
        self.pool = ThreadPoolExecutor(sum(self.lanes.values()) + 1, thread_name_prefix="task")
        self.stopping = threading.Event()
        self.ended = threading.Event()
        self.at_work: dict[int, Future[object]] = {}
        self.lane_of: dict[int, str] = {}
        self.day_enqueued: date | None = None
        self.beside: list[threading.Thread] = []

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        """Run until `stop()`. Returns when the running tasks and the threads beside them have ended, or after GRACE
        seconds for each; unfinished tasks are released then."""
        self.beside = [
            run_periodically(self._heartbeat, every=retry_policy.lease().total_seconds() / 3, until=self.ended),
            run_periodically(_seal, every=SEAL_EVERY, until=self.stopping),
            run_periodically(_write_ledger, every=MAINTENANCE_EVERY, until=self.stopping),
        ]
        self._work_until_stopped()
        self._end()
        self.ended.set()
        deadline = time.monotonic() + STOP_GRACE_SECONDS
        for thread in self.beside:
            thread.join(max(0.0, deadline - time.monotonic()))
        connections.close_all()

    def _work_until_stopped(self) -> None:
        self.beside.append(run_periodically(self._maintenance, every=MAINTENANCE_EVERY, until=self.stopping))
        while not self.stopping.is_set():
            log_database_errors(self._fill)
            if self.at_work:
                wait(list(self.at_work.values()), timeout=IDLE_SECONDS, return_when=FIRST_COMPLETED)
            else:
                self.stopping.wait(IDLE_SECONDS)

    def run_once(self) -> int:
        """Run everything that is due now, one after another, without waiting for later attempts. Returns how many
        succeeded."""
        run_periodically(self._heartbeat, every=retry_policy.lease().total_seconds() / 3, until=self.ended)
        done = 0
        while task := next(filter(None, map(self._take, self.lanes)), None):
            self.at_work = {task.pk: Future()}
            done += run(task, self.name)
        self.at_work = {}
        self.ended.set()
        park_exhausted(timezone.now())
        seal_waiting()
        return done

    def _take(self, lane: str) -> QueuedTask | None:
        now = timezone.now()
        waiting = claims.due(now).filter(_in_lane(lane)).exclude(pk__in=list(self.at_work))
        waiting = waiting.exclude(claims.recently_given_back(self.name, now))
        for pk in waiting.values_list("pk", flat=True)[:5]:
            if task := claims.claim(pk, self.name):
                return task
        return None

    def _fill(self) -> None:
        self.at_work = {pk: future for pk, future in self.at_work.items() if not future.done()}
        self.lane_of = {pk: lane for pk, lane in self.lane_of.items() if pk in self.at_work}
        for lane, most in self.lanes.items():
            while sum(self.lane_of.get(pk) == lane for pk in self.at_work) < most and not self.stopping.is_set():
                task = self._take(lane)
                if task is None:
                    break
                self.lane_of[task.pk] = lane
                self.at_work[task.pk] = self.pool.submit(self._work, task)

    def _work(self, task: QueuedTask) -> bool:
        try:
            return run(task, self.name)
        except DatabaseError as error:  # the outcome could not be stored: the lease expires, and the task is run again
            log.error("%s could not be ended (%s)", task, type(error).__name__)
            return False
        finally:
            connections.close_all()  # this thread may get no other task for hours

    def _heartbeat(self) -> None:
        if self.at_work:
            claims.renew(list(self.at_work), self.name)

    def _maintenance(self) -> None:
        now = timezone.now()
        park_exhausted(now)
        today = timezone.localdate(now)
        if self.day_enqueued != today and daily.enqueue_daily(now):
            self.day_enqueued = today

    def _end(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        wait(list(self.at_work.values()), timeout=STOP_GRACE_SECONDS)
        left = [pk for pk, future in self.at_work.items() if future.cancelled() or not future.done()]
        if left:
            log_database_errors(lambda: claims.release(left, self.name))
            log.warning("%s task(s) were given back unfinished", len(left))


def _seal() -> None:
    """Seal the log; an error is no reason to stop trying."""
    try:
        seal_waiting()
    except DatabaseError:
        raise
    except Exception as error:
        log.error("the log could not be sealed: %s", describe_error(error))


def _write_ledger() -> None:
    try:
        write_waiting()
    except OSError as error:
        log.error("the ledger of deletions cannot be written (%s)", error.strerror)


def _in_lane(lane: str) -> Q:
    """Filter for the tasks of a lane. The first lane also takes tasks of lanes that are no longer in the settings."""
    first, *others = settings.TASK_LANES
    return ~Q(lane__in=others) if lane == first else Q(lane=lane)


def run_periodically(act: Callable[[], object], *, every: float, until: threading.Event) -> threading.Thread:
    """Call `act` every `every` seconds in a thread of its own, until the event is set."""

    def again_and_again() -> None:
        while not until.is_set():
            log_database_errors(act)
            until.wait(every)
        connections.close_all()

    thread = threading.Thread(target=again_and_again, daemon=True)
    thread.start()
    return thread


def log_database_errors(act: Callable[[], object]) -> None:
    """Call `act`; log a database error instead of raising it, and close broken connections, so that callers retry."""
    try:
        act()
    except DatabaseError as error:
        log.error("the queue could not be reached (%s)", type(error).__name__)
    finally:
        close_old_connections()
