"""The database knows how its tables are filled, after set-up and every night."""

import pytest
from django.conf import settings
from django.db import connection

from foundation.refresh_statistics import refresh_statistics_daily
from tests import factories

pytestmark = pytest.mark.django_db


def test_tables_are_analysed_every_night() -> None:
    assert "foundation.refresh_statistics.refresh_statistics_daily" in settings.DAILY_TASKS
    factories.make_unit("Skovskolen")
    refresh_statistics_daily.call(day="2026-10-01")
    table = "pg_stats" if connection.vendor == "postgresql" else "sqlite_stat1"
    column = "tablename" if connection.vendor == "postgresql" else "tbl"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = 'meetings_unitpage'")
        assert cursor.fetchone()[0]
