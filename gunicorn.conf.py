"""Read by gunicorn from the folder it is started in. What it logs looks like the application's own lines."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from config import logs

_own = {"handlers": ["console"], "level": "INFO", "propagate": False}
logconfig_dict = logs.configuration({"gunicorn.error": _own, "gunicorn.access": {**_own, "handlers": ["nowhere"]}})
