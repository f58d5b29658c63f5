"""`manage.py move_database` against a real server: killed in the middle, run again, and everything is there.

On PostgreSQL only: the target is a copy of this worker's test database, as migrating takes half a minute.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests import migrated_database

ROOT = Path(__file__).resolve().parents[3]
#: The line of the table in the middle, after which the command is killed.
MIDDLE = " meetings_meetingpage: "
SERVER = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


@pytest.fixture
def target(transactional_db: None) -> Iterator[str]:
    """The address of a database with tables and without content. Not `db`: its transaction would keep the template."""
    ours = connection.settings_dict
    where = {libpq: ours[django] for libpq, django in SERVER.items()}
    name = f"{ours['NAME']}_moved"
    connection.close()
    with psycopg.connect(make_conninfo(**where, dbname="postgres"), autocommit=True) as server:
        made, template = sql.Identifier(name), sql.Identifier(ours["NAME"])
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        server.execute(others, [ours["NAME"]])  # connections that threads of earlier tests left: a template has none
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, template))
        try:
            yield f"postgresql://{ours['USER']}:{ours['PASSWORD']}@{ours['HOST']}:{ours['PORT']}/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))


def environment(**values: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAERINGSRUM_", "DJANGO_"))}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    keys = {"LAERINGSRUM_AUDIT_KEY": "a key of this test alone, of forty characters at least", "PYTHONPATH": paths}
    return {**clean, **keys, "DJANGO_SETTINGS_MODULE": "config.settings.test", **values}


def printed(module: str, file: Path, **values: str) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", f"tests.foundation.moving.{module}", str(file)], cwd=ROOT, env=environment(**values),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout.splitlines()[-1]))


def killed_in_the_middle(file: Path, address: str) -> list[str]:
    """The lines that the command had written."""
    command = [sys.executable, "manage.py", "move_database", "--from", str(file)]
    values = environment(LAERINGSRUM_DATABASE_URL=address)
    said = []
    with subprocess.Popen(command, cwd=ROOT, env=values, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if MIDDLE in line:
                process.send_signal(signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL, said
    return said


def relations(address: str) -> int:
    """How many foreign keys the database has."""
    with psycopg.connect(address) as database:
        (count,) = database.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f'").fetchone() or (0,)
    return int(count)


@pytest.mark.django_db(transaction=True)
def test_a_killed_move_is_finished_and_loses_nothing(target: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    file = tmp_path / "laeringsrum.sqlite3"
    migrated_database.bring(pytestconfig.cache.mkdir("migrated"), file)
    before = printed("fill", file)
    untouched = shutil.copy(file, tmp_path / "untouched.sqlite3")
    killed_in_the_middle(file, target)
    assert relations(target) == 0
    found = printed("finish", file, LAERINGSRUM_DATABASE_URL=target)

    assert "The move to this database is not finished. Run: manage.py move_database" in found["half"]
    code, said = found["again"]
    assert (code, said.count("Going on")) == (0, 1), said
    assert re.search(r"accounts_user: \d+ rows there already", said), said
    assert re.search(r"wagtailcore_revision: \d+ rows copied", said), said
    assert "The log is intact" in said
    assert found["same"][0] == 0, found["same"]
    assert found["look"] == before
    for page in ("/aftaler/", "/soeg/?q=Æblegrød"):
        assert "🍎" in found["look"]["pages"][f"Lise Lund {page}"][1], page
    assert found["refuses"] == {"log": True, "relation": True}
    waiting, *given = found["without_job"]
    assert given == [waiting, 0] and waiting > 0, "Procrastinate's workers make a job for each task that waits"
    assert found["waits"] == 1
    source = sqlite3.connect(file)
    last = dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
    assert found["next"] == last["accounts_user"] + 1  # the last account was deleted, and its number is not used again
    assert found["number"] == last["foundation_auditevent"] + 1
    assert relations(target) == relations(target.removesuffix("_moved")) > 0
    code, said = found["changed"]
    assert code == 1 and "wagtailcore_page: " in said and "1 different (3)" in said, said
    assert "1 missing in PostgreSQL (1)" in said and "only in PostgreSQL" in said
    code, said = found["content"]
    assert code == 2 and "Nothing is overwritten" in said
    assert list(source.iterdump()) == list(sqlite3.connect(untouched).iterdump())
