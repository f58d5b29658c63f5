"""A database of the landing at which migrations were frozen is upgraded to the present models, and loses nothing."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
PROJECT_ROOT = FOLDER.parents[1]
AGREEMENTS = ["Vi mødes om overgangen til 1. klasse", "Vi prøver to voksne i indskolingen"]
LANDED = [line.split("  ") for line in (FOLDER / "landed_migrations.txt").read_text().splitlines()]


@pytest.mark.parametrize(("digest", "name"), LANDED, ids=[name for _digest, name in LANDED])
def test_a_landed_migration_is_not_edited(digest: str, name: str) -> None:
    assert hashlib.sha256((PROJECT_ROOT / name).read_bytes()).hexdigest() == digest


def test_a_landed_database_is_upgraded_and_read(tmp_path: Path) -> None:
    database = sqlite3.connect(path := tmp_path / "landed.sqlite3")
    database.executescript((FOLDER / "landed.sql").read_text())
    database.close()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAERINGSRUM_", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.visit", str(path)], cwd=PROJECT_ROOT, env=clean,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert set(found["status"].values()) == {200}, found["status"]
    assert found["agreements"] == AGREEMENTS
    assert found["records"] == [True]
    assert found["log"]["old"] > 0 and found["log"]["sealed"] >= found["log"]["old"] and not found["log"]["wrong"]
    assert found["shows"] == {"minutes": True, "evidence": True, "example": True}
