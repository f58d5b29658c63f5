"""Bad files are refused with a message, nothing of them is left, and the process that receives them does not grow."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from accounts.models import User
from media.enums import MediaState
from media.ingest.refusals import UploadRefused
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests.media import films, pictures
from tests.media.battery import BATTERY
from tests.media.take_in import take_in

WORKER = Path(__file__).with_name("watched_worker.py")
MAX_GROWTH_KB = 60 * 1024  # kilobytes
ROOT = Path(__file__).parents[3]


def test_there_are_enough_of_them_of_every_kind() -> None:
    kinds = [bad.kind.value for bad in BATTERY.values()]
    assert len(BATTERY) >= 100
    assert all(kinds.count(kind) >= 12 for kind in ("image", "film", "sound", "document"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", BATTERY)
def test_a_bad_file_is_refused_with_a_message(
    evidence: Evidence, person: User, left_on_disk: Callable[[], list[str]], name: str
) -> None:
    bad = BATTERY[name]
    with pytest.raises(UploadRefused) as refusal:
        take_in(bad.kind, pictures.upload(bad.name, bad.source()), evidence, person)
    assert bad.words in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert len(refusal.value.message) <= 300  # the length of the column
    assert left_on_disk() == []
    assert not MediaItem.objects.exclude(state=MediaState.REFUSED).exists()
    folder = SPECS[bad.kind].folder
    assert not default_storage.exists(folder) or default_storage.listdir(folder) == ([], [])


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="asks Linux how much memory was used at most")
def test_the_process_that_receives_them_grows_by_less_than_sixty_megabytes(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A separate worker receives all bad files and a large upload, one after the other."""
    folder = tmp_path / "battery"
    for number, bad in enumerate(BATTERY.values()):
        place = folder / f"{number:03}-{bad.kind.value}"
        place.mkdir(parents=True)
        (place / bad.name).write_bytes(bad.source())
    large = folder / "900-film"
    large.mkdir()
    with (large / "stor.mp4").open("wb") as file:
        file.write(films.film(seconds=1)[:28])
        file.truncate(400 * 1024 * 1024)
    (tmp_path / "good.jpg").write_bytes(pictures.talkative_jpeg())
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, str(WORKER), str(tmp_path), str(pytestconfig.cache.mkdir("migrated"))],
        env={**environment, "DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
        capture_output=True, text=True, timeout=600, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["refused"] == len(BATTERY) + 1
    assert told["growth"] < MAX_GROWTH_KB, told
