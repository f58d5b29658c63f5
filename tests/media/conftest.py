"""A piece of evidence, a person, and a storage of its own for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from meetings.evidence.models import Evidence
from tests import factories


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> Path:
    """Storage and quarantine of this test only, so that it can check what is left on disk."""
    settings.QUARANTINE_DIR = tmp_path / "quarantine"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "media.storage.PrivateFileStorage", "OPTIONS": {"location": tmp_path / "files"}},
    }
    return tmp_path


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("lea@example.org", "et langt kodeord", name="Lea Lind")


@pytest.fixture
def evidence(db: None) -> Evidence:
    """A draft; nothing else is in the database but what it needs."""
    return factories.evidence(body=[])


@pytest.fixture
def left_on_disk(own_store: Path) -> Callable[[], list[str]]:
    """Return every file in storage and quarantine."""
    return lambda: sorted(str(path.relative_to(own_store)) for path in own_store.rglob("*") if path.is_file())
