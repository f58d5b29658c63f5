"""The queue on each engine: the table on SQLite, Procrastinate on PostgreSQL.

The table on PostgreSQL is that of tests/media/uploading/test_two_machines.py.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from config import task_engine
from tests.conftest import IS_SQLITE

ENGINE = task_engine.TABLE if IS_SQLITE else task_engine.PROCRASTINATE
#: Its tables belong to no model that is managed, so Django does not empty them after a test that commits.
EMPTY = "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"


@pytest.fixture
def real_queue(settings: Settings) -> Iterator[None]:
    yield from use_engine(ENGINE, settings)


def use_engine(engine: str, settings: Settings) -> Iterator[None]:
    settings.TASK_ENGINE = engine
    settings.TASKS = {"default": {"BACKEND": task_engine.BACKENDS[engine], "QUEUES": []}}
    yield
    if engine == task_engine.PROCRASTINATE:
        with connection.cursor() as cursor:
            cursor.execute(EMPTY)
