"""Collects static files for the web server, when there is something new to collect."""

import hashlib
import inspect
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

STAMP = ".collected"


def collect_if_changed() -> bool:
    """Fills STATIC_ROOT unless it holds exactly what the sources hold. True when it was filled."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    # From nothing, because collecting goes by times, and an older version's file may well be the newer one.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Of the name, size and time of every source, and of the code that makes the collected files from them."""
    digest = hashlib.sha256(Path(inspect.getfile(type(staticfiles_storage))).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
