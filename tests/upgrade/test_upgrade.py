"""A database of the landing at which migrations were frozen is upgraded to the present models, and loses nothing."""

import hashlib
import json
import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent
PROJECT_ROOT = FOLDER.parents[1]
AGREEMENTS = ["Vi mødes om overgangen til 1. klasse", "Vi prøver to voksne i indskolingen"]
LANDED = [line.split("  ") for line in (FOLDER / "landed_migrations.txt").read_text().splitlines()]


@pytest.mark.parametrize(("digest", "name"), LANDED, ids=[name for _digest, name in LANDED])
def test_a_landed_migration_is_not_edited(digest: str, name: str) -> None:
    assert hashlib.sha256((PROJECT_ROOT / name).read_bytes()).hexdigest() == digest


def printed(module: str, *arguments: object) -> dict[str, Any]:
    """What a module of this folder prints in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LAERINGSRUM_", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", f"tests.upgrade.{module}", *map(str, arguments)], cwd=PROJECT_ROOT, env=clean,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout.splitlines()[-1]))


def test_people_see_after_an_upgrade_what_they_saw_before(tmp_path: Path) -> None:
    """The demo of the landing before, a row in every table (fill.py): no row is lost, no page fails, and of what people
    wrote each account reads the same on each page."""
    path = tmp_path / "previous.sqlite3"
    path.write_bytes(lzma.decompress((FOLDER / "previous.sqlite3.xz").read_bytes()))
    found = printed("seen", "after", path, FOLDER)
    assert found == {"fewer": {}, "pages": {}, "texts": {}}


def test_a_landed_database_is_upgraded_and_read(tmp_path: Path) -> None:
    database = sqlite3.connect(path := tmp_path / "landed.sqlite3")
    database.executescript((FOLDER / "landed.sql").read_text())
    database.close()
    found = printed("visit", path)
    assert set(found["status"].values()) == {200}, found["status"]
    assert found["agreements"] == AGREEMENTS
    assert found["records"] == [True]
    assert found["log"]["old"] > 0 and found["log"]["sealed"] >= found["log"]["old"] and not found["log"]["wrong"]
    assert found["shows"] == {"minutes": True, "evidence": True, "example": True}
