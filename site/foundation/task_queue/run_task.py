"""Run one claimed task and store the outcome."""

import logging
import traceback
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from foundation.middleware import request_id
from foundation.task_queue import claims
from foundation.task_queue.queued_task import QueuedTask
from foundation.task_queue.wrong_machine import WrongMachine

log = logging.getLogger("laeringsrum.tasks")
PROJECT_ROOT = Path(__file__).resolve().parents[3]


def run(task: QueuedTask, worker: str) -> bool:
    """Run the task and store the outcome. Return whether it succeeded; exceptions of the task are caught.

    A worker may die between the two, and then the task is run again. So tasks must be idempotent: they end with one
    conditional update of their own, and change nothing the second time.
    """
    try:
        with translation.override(settings.LANGUAGE_CODE), request_id.use_request_id(f"task-{task.pk}"):
            import_string(task.path).call(*task.arguments.get("args", []), **task.arguments.get("kwargs", {}))
    except WrongMachine as reason:
        log.error("%s is given back: %s", task, reason)
        claims.give_back(task, worker, str(reason))
        return False
    except Exception as error:
        where = describe_error(error)
        log.warning("%s failed at try %s: %s", task, task.attempts, where)
        claims.schedule_retry(task, worker, where)
        return False
    if not claims.finish(task, worker):
        log.warning("%s was finished by a worker that had been taken for dead", task)
    return True


def describe_error(error: BaseException) -> str:
    """Return the type of the error and the last line of our code in the traceback; not the message, which may quote
    what people wrote."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(PROJECT_ROOT))
    ]
    ours = [frame for frame in ours if ".venv" not in frame.filename] or ours
    place = f" ({Path(ours[-1].filename).relative_to(PROJECT_ROOT)}:{ours[-1].lineno})" if ours else ""
    return f"{type(error).__name__}{place}"[:300]
