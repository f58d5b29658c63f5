"""Statistics that the database plans its queries by: after set-up, after the demo is loaded, and once a day."""

from django.db import connection
from django_tasks import task

#: SQLite reads at most so many rows of an index, so that it takes milliseconds in a large database too.
SQLITE_ROWS = 1000


def refresh_statistics() -> None:
    """ANALYZE all tables. PostgreSQL does it by itself too; SQLite never does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {SQLITE_ROWS}")
        cursor.execute("ANALYZE")


@task(queue_name="nightly")
def refresh_statistics_daily(day: str) -> None:
    refresh_statistics()
