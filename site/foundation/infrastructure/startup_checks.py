"""Checks before the web server or a worker starts (settings.START_CHECKS)."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from foundation.infrastructure import outages

log = logging.getLogger("laeringsrum.start")


def require_ready() -> None:
    """Raise ImproperlyConfigured with a sentence for each problem.

    A database that does not answer is no configuration error: it is logged, and the start goes on.
    """
    try:
        wrong = _tables() or [problem for path in settings.START_CHECKS for problem in import_string(path)()]
    except DatabaseError as error:
        if not outages.is_temporary(error):
            raise ImproperlyConfigured("The tables are not up to date. Run: manage.py set_up") from error
        log.error("the database does not answer, so nothing could be compared (%s)", type(error).__name__)
        return
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def _tables() -> list[str]:
    """A problem where the SQLite file is missing: the first query would create an empty one."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).is_file():
        return [f"There is no database {name}. Mount its folder, or for a new installation run: manage.py set_up"]
    return []
