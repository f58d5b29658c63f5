"""The worker that Procrastinate notifies of tasks: one of Procrastinate's workers for each lane, in one process."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from django.db import connections
from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from foundation.task_queue import claims, retry_policy
from foundation.task_queue import worker as working
from foundation.task_queue.on_procrastinate.jobs import RUN_TASK, defer_missing
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.run_task import run
from foundation.task_queue.worker import log_database_errors
from foundation.task_queue.wrong_machine import WAIT_FOR_OTHER_WORKERS

T = TypeVar("T")
log = logging.getLogger("laeringsrum.tasks")

MAINTENANCE = "maintenance"  # the queue of the periodic task; every process has a worker for it
STOP_CHECK_INTERVAL = 0.2  # seconds
CONNECTIONS = 4


class TaskNotFinished(Exception):
    """The task of a job is not finished: the job waits until `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class RetryWhenTaskIsDue(BaseRetryStrategy):
    """A job waits until its task is due again. One that was cancelled, because its worker stops, is due at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, TaskNotFinished):
            return RetryDecision(retry_at=exception.at)
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=timezone.now())
        return RetryDecision(retry_at=timezone.now() + retry_policy.lease())


class ProcrastinateWorker(working.Worker):
    """Claims, heartbeats, outcomes and parking are those of `Worker`; Procrastinate says which task to look at, and
    when, and which worker was killed."""

    def _work_until_stopped(self) -> None:
        """Begin anew when Procrastinate ends, because the database was away."""
        while not self.stopping.is_set():
            try:
                asyncio.run(self._listen())
            except Exception as error:  # what pool and connector raise is no closed list
                log.error("the queue could not be reached (%s)", type(error).__name__)
                self.stopping.wait(working.IDLE_SECONDS)

    async def _listen(self) -> None:
        app = self._app()
        async with app.open_async():
            lanes = [self._lane(app, name, at_a_time) for name, at_a_time in self.lanes.items()]
            running = [asyncio.create_task(lane) for lane in (*lanes, self._lane(app, MAINTENANCE, 1))]
            ended: set[asyncio.Task[None]] = set()
            while not self.stopping.is_set() and not ended:
                ended, _going_on = await asyncio.wait(
                    running, timeout=STOP_CHECK_INTERVAL, return_when=asyncio.FIRST_COMPLETED
                )
            for one in running:
                one.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            if ended:
                raise ended.pop().exception() or ConnectionError

    def _lane(self, app: App, queue: str, at_a_time: int) -> Coroutine[Any, Any, None]:
        lease = retry_policy.lease().total_seconds()
        return app.run_worker_async(
            queues=[queue], name=f"{self.name}-{queue}", concurrency=at_a_time, install_signal_handlers=False,
            listen_notify=queue != MAINTENANCE, fetch_job_polling_interval=working.IDLE_SECONDS,
            abort_job_polling_interval=lease, update_heartbeat_interval=lease / 3, stalled_worker_timeout=10 * lease,
            shutdown_graceful_timeout=working.STOP_GRACE_SECONDS, delete_jobs="always",
        )  # fmt: skip

    def _app(self) -> App:
        """Procrastinate's own connections; what a task enqueues goes over Django's (jobs.py)."""
        app = App(connector=PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONNECTIONS))

        @app.task(name=RUN_TASK, retry=RetryWhenTaskIsDue())
        async def run_task(task: int) -> None:
            await self._run_job(task)

        every = max(1, int(retry_policy.lease().total_seconds() / 6))

        @app.periodic(cron=f"* * * * * */{every}")
        @app.task(name="laeringsrum.maintenance", queue=MAINTENANCE, queueing_lock=MAINTENANCE, pass_context=True)
        async def maintenance(context: JobContext, timestamp: int) -> None:
            await _retry_stalled_jobs(app, except_job=context.job)
            await asyncio.wrap_future(self.pool.submit(_closing_connections, log_database_errors, self._maintenance))

        return app

    async def _run_job(self, task: int) -> None:
        """Raises TaskNotFinished while the task is not finished."""
        try:
            again = await asyncio.wrap_future(self.pool.submit(_closing_connections, self._run_if_due, task))
        except asyncio.CancelledError:
            if self.at_work.pop(task, None):  # before it is released: no heartbeat claims it again
                log.warning("task %s is given back unfinished", task)
                await asyncio.to_thread(
                    _closing_connections, log_database_errors, lambda: claims.release([task], self.name)
                )
            raise
        if again:
            raise TaskNotFinished(again)

    def _run_if_due(self, pk: int) -> datetime | None:
        """Run the task if it may be claimed. Returns when to look again."""
        now = timezone.now()
        if self.stopping.is_set():
            return now
        if QueuedTask.objects.filter(claims.recently_given_back(self.name, now), pk=pk).exists():
            return now + WAIT_FOR_OTHER_WORKERS
        if task := claims.claim(pk, self.name):
            self.at_work[pk] = Future()
            try:
                run(task, self.name)
            finally:
                self.at_work.pop(pk, None)
        return claims.due_again(pk, timezone.now())

    def _maintenance(self) -> None:
        super()._maintenance()
        defer_missing(timezone.now())

    def _end(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)


async def _retry_stalled_jobs(app: App, *, except_job: Job) -> None:
    """Jobs of killed workers are due again; that the task was tried is counted by its claim."""
    lease = retry_policy.lease().total_seconds()
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=lease)
    for job in [job for job in stalled if job.id != except_job.id]:
        with suppress(ConnectorException):  # another worker was first
            if job.task_name == RUN_TASK:
                log.warning("task %s is taken up: its worker was killed", job.task_kwargs.get("task"))
                await app.job_manager.retry_job(job)
            else:
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)


def _closing_connections(act: Callable[..., T], *args: object) -> T:
    """`act(*args)` in a thread of the pool, which may get nothing else to do for hours. Raises what `act` raises."""
    try:
        return act(*args)
    finally:
        connections.close_all()
