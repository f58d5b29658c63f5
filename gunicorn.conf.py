"""Read by gunicorn from the folder it is started in. What it logs looks like the application's own lines."""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from config import environment, logs

_own = {"handlers": ["console"], "level": "INFO", "propagate": False}
logconfig_dict = logs.configuration({"gunicorn.error": _own, "gunicorn.access": {**_own, "handlers": ["nowhere"]}})

#: Seconds that an idle connection stays open, without holding a thread: longer than a page that follows a meeting waits
#: between two questions, also while it is hidden (follow.js).
keepalive = 15

#: Loaded once, before the workers are started from it: they share its memory, and start at once.
preload_app = True

#: Where the processes of this server count their requests together; prometheus_client reads the variable.
counts = tempfile.mkdtemp(prefix="laeringsrum-counts-") if environment.networks("MONITORING_NETWORKS") else None
if counts:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts


def on_exit(_server: object) -> None:
    if counts:
        shutil.rmtree(counts, ignore_errors=True)


def when_ready(_server: object) -> None:
    """After loading, before the workers. What is loaded stays: looking through it for garbage takes a tenth of a second
    each time, and copies the memory that the workers share."""
    gc.collect()
    gc.freeze()
