"""Receive and prepare every file of a folder in one process, and measure how much memory that takes.

A stand-alone program: `python watched_worker.py FOLDER MIGRATED`, MIGRATED being the folder of
tests/migrated_database.py, prints {"refused", "growth"}, the growth in kilobytes from after a first good photo to the
peak afterwards.
"""

import ctypes
import gc
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django


def status(name: str) -> int:
    """Return a value of /proc/self/status in kilobytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def main(folder: Path, migrated: Path) -> None:
    django.setup()
    from django.conf import settings
    from django.core.files.uploadedfile import TemporaryUploadedFile
    from django.core.management import call_command

    from accounts.models import User
    from media.ingest.refusals import UploadRefused
    from media.kinds.enums import MediaKind
    from tests import factories, migrated_database
    from tests.media.take_in import take_in

    settings.QUARANTINE_DIR = folder / "quarantine"
    settings.MEDIA_ROOT = folder / "files"
    migrated_database.bring(migrated, Path(settings.DATABASES["default"]["NAME"]))
    call_command("migrate", verbosity=0)
    person = User.objects.create_user("lea@example.org", "et langt kodeord", name="Lea Lind")
    evidence = factories.evidence(body=[])

    def take(kind: str, path: Path) -> bool:
        """Return whether it was refused."""
        upload = TemporaryUploadedFile(path.name, "application/octet-stream", path.stat().st_size, None)
        os.unlink(upload.temporary_file_path())
        os.link(path, upload.temporary_file_path())
        upload.file.file = open(path, "rb")  # noqa: SIM115
        try:
            take_in(MediaKind(kind), upload, evidence, person)
        except UploadRefused:
            return True
        finally:
            upload.file.file.close()
        return False

    assert not take("image", folder / "good.jpg")
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # memory freed at start must not hide later growth
    before = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # reset the peak
    refused = sum(take(place.name[4:], next(place.iterdir())) for place in sorted((folder / "battery").iterdir()))
    print(json.dumps({"refused": refused, "growth": status("VmHWM") - before}))


if __name__ == "__main__":
    tempfile.tempdir = sys.argv[1]
    main(Path(sys.argv[1]), Path(sys.argv[2]))
