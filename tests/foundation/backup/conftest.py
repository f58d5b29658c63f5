"""An installation with a backup of it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from foundation.backup.take_backup import take_backup
from tests import factories


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """With a backup of this database, which has an account and two files."""
    settings.DELETION_LEDGER, settings.DATA_DIR = [str(tmp_path / "ledger")], tmp_path / "data"
    settings.DATA_DIR.mkdir()
    factories.user()
    for name in ("a", "b"):
        default_storage.delete(f"images/{name}/full.jpg")
        default_storage.save(f"images/{name}/full.jpg", ContentFile(f"picture {name}".encode()))
    take_backup(tmp_path / "backups")
    return tmp_path / "backups"
