"""Backups taken while people write, delete and object, and restored elsewhere: what was taken away stays away."""

import shutil
from pathlib import Path

from tests.services.backup.partners import (
    BACKUP_KEY,
    TAKEN_AWAY,
    partners,
    require_as_it_should_be,
    two_installations,
)

ROUNDS = 10


def test_ten_backups_under_writing_are_restored_without_what_was_taken_away(prepared: Path, tmp_path: Path) -> None:
    """Each is restored after deletions, objections and withdrawals during and after it, the first also at the end."""
    with two_installations(LAERINGSRUM_BACKUP_KEY=BACKUP_KEY) as (source, elsewhere):
        shutil.copytree(prepared, source.data_dir, dirs_exist_ok=True)
        with partners(source, elsewhere) as (one, other):
            rounds = []
            for _round in range(ROUNDS):
                taken = one("round", folder=str(tmp_path))
                rounds.append(taken)
                assert taken["wrong"] == [] and taken["acknowledged_after"] > 0
                words = {key: taken[key] for key in TAKEN_AWAY}
                require_as_it_should_be(other("restored", folder=str(tmp_path), at=taken["path"], **words), taken)
            last, first = rounds[-1], rounds[0]["path"]
            words = {key: last[key] for key in TAKEN_AWAY}
            oldest = other("restored", folder=str(tmp_path), at=first, **words)
            assert oldest["wrong"] == [] and oldest["back"] == {}
            assert last["copied"] < last["files"]  # what an earlier backup has is not copied again
            checked = one("checked", folder=str(tmp_path))
            assert checked["wrong"] == [] and checked["files"] == last["files"]
        stored = b"".join(path.read_bytes()[:200_000] for path in tmp_path.rglob("*") if path.is_file())
        assert b"Skovskolen" not in stored and b"images/" not in stored
