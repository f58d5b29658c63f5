"""Fixtures for tests with real servers."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests import migrated_database
from tests.services.servers import Installation


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests one after another on one worker, because they measure and need the processor."""
    for item in items:
        if "services" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("services"))


@pytest.fixture(scope="session")
def prepared(pytestconfig: pytest.Config) -> Iterator[Path]:
    """A data directory with tables and static files, which each installation copies, because migrating is slow."""
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-prepared-"))
    migrated_database.bring(pytestconfig.cache.mkdir("migrated"), folder / "laeringsrum.sqlite3")
    try:
        Installation(folder).prepare()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def installation_on_sqlite(prepared: Path) -> Iterator[Installation]:
    """An installation on SQLite, with tables and static files, not started yet."""
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-"))
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    installation = Installation(folder)
    installation.write_address()
    try:
        yield installation
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _clock_of_the_machine() -> Iterator[None]:
    """Use the real time, which the server processes use, so that sessions made here are valid there."""
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield
