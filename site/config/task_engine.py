"""Which engine runs the tasks, from LAERINGSRUM_TASK_ENGINE: the table alone, or Procrastinate on PostgreSQL."""

from django.core.exceptions import ImproperlyConfigured

from config import database

VARIABLE = "LAERINGSRUM_TASK_ENGINE"
TABLE, PROCRASTINATE = "table", "procrastinate"
#: Engine -> the backend of `@task`.
BACKENDS = {
    TABLE: "foundation.task_queue.backend.TableBackend",
    PROCRASTINATE: "foundation.task_queue.on_procrastinate.backend.ProcrastinateBackend",
}
#: Engine -> apps that are installed with it.
APPS = {TABLE: [], PROCRASTINATE: ["procrastinate.contrib.django"]}


def engine_key(name: str, database_url: str) -> str:
    """Return a key of BACKENDS. Raises ImproperlyConfigured for another name, and without PostgreSQL for the second."""
    engine = name.strip() or TABLE
    if engine not in BACKENDS:
        raise ImproperlyConfigured(f"{VARIABLE} must be {TABLE} or {PROCRASTINATE}, not {engine!r}.")
    if engine == PROCRASTINATE and database_url in {"", database.SQLITE}:
        raise ImproperlyConfigured(
            f"{VARIABLE}={PROCRASTINATE} needs PostgreSQL, and {database.VARIABLE} names SQLite. Take {VARIABLE} out, "
            "or move the database first (docs/operating.md, Moving the database)."
        )
    return engine
