"""The tests of real workers (tests/services/test_worker.py), once more on Procrastinate.

On PostgreSQL only: the database is a copy of this worker's test database, as migrating takes half a minute.
"""

from collections.abc import Iterator

import psycopg
import pytest
import time_machine
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from tests.services.servers import Installation
from tests.services.test_worker import (  # noqa: F401  they are run here too
    HURRIED,
    test_a_killed_workers_task_is_taken_up_within_a_minute,
    test_a_photo_is_done_while_films_take_long,
    test_a_task_that_kills_its_worker_is_parked_and_the_others_run,
    test_a_worker_stops_on_sigterm,
    test_fifty_photos_are_processed_once_by_a_worker_killed_fifty_times,
    worker,
)

pytestmark = pytest.mark.django_db
SERVER = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


@pytest.fixture(scope="module")
def installation_on_procrastinate(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    with django_db_blocker.unblock():
        ours = connection.settings_dict
        connection.close()
    where = {libpq: ours[django] for libpq, django in SERVER.items()}
    name = f"{ours['NAME']}_worker"
    with psycopg.connect(make_conninfo(**where, dbname="postgres"), autocommit=True) as server:
        made, template = sql.Identifier(name), sql.Identifier(ours["NAME"])
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        server.execute(others, [ours["NAME"]])  # connections that threads of earlier tests left: a template has none
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, template))
        try:
            address = f"postgresql://{ours['USER']}:{ours['PASSWORD']}@{ours['HOST']}:{ours['PORT']}/{name}"
            installation = Installation(tmp_path_factory.mktemp("installation"), address)
            installation.environment |= {**HURRIED, "LAERINGSRUM_TASK_ENGINE": "procrastinate"}
            commands = "for name in ('createcachetable', 'shared_folders'): call_command(name)"
            installation.manage("shell", "-c", f"from django.core.management import call_command\n{commands}")
            yield installation
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))


@pytest.fixture
def installation(installation_on_procrastinate: Installation) -> Iterator[Installation]:
    """Without tasks."""
    environment = dict(installation_on_procrastinate.environment)
    with psycopg.connect(environment["LAERINGSRUM_DATABASE_URL"]) as database:
        database.execute("DELETE FROM foundation_queuedtask; DELETE FROM procrastinate_jobs")
    yield installation_on_procrastinate
    installation_on_procrastinate.environment = environment


@pytest.fixture(autouse=True)
def _clock_of_the_machine() -> Iterator[None]:
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield
