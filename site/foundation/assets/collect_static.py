"""Collect static files for the web server when a source file has changed."""

import hashlib
import inspect
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

STAMP = ".collected"


def collect_if_changed() -> bool:
    """Run collectstatic unless STATIC_ROOT is up to date with the sources. Return whether it ran."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    # With clear=True: collectstatic compares times, and the file of an older version may be the newer one.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    """Hash of the name, size and time of every source, and of the code of the storage that processes them."""
    digest = hashlib.sha256(Path(inspect.getfile(type(staticfiles_storage))).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
