"""LAERINGSRUM_TASK_ENGINE: Procrastinate is refused without PostgreSQL, before anything starts."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.task_engine import APPS, BACKENDS, engine_key

SQLITE, POSTGRESQL = "sqlite://", "postgresql://db.example/laeringsrum"


def test_the_table_is_the_default_and_procrastinate_is_chosen_with_postgresql() -> None:
    assert engine_key("", SQLITE) == engine_key("", POSTGRESQL) == engine_key(" table ", SQLITE) == "table"
    assert engine_key("procrastinate", POSTGRESQL) == "procrastinate"
    assert APPS["table"] == [] and set(APPS) == set(BACKENDS)


def test_procrastinate_is_refused_on_sqlite_with_what_to_do() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"needs PostgreSQL.*Take LAERINGSRUM_TASK_ENGINE out, or move"):
        engine_key("procrastinate", SQLITE)


def test_another_name_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="must be table or procrastinate, not 'celery'"):
        engine_key("celery", POSTGRESQL)
