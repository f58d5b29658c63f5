"""What must hold before the web server or a worker begins (settings.START_CHECKS)."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from foundation import outages

log = logging.getLogger("laeringsrum.start")


def require_ready() -> None:
    """Raises ImproperlyConfigured with a sentence for everything that is wrong.

    A database that does not answer just now is nobody's mistake: the start goes on, and says so in the log.
    """
    try:
        wrong = _tables() or [problem for path in settings.START_CHECKS for problem in import_string(path)()]
    except DatabaseError as error:
        if not outages.is_temporary(error):
            raise ImproperlyConfigured("The tables are not up to date. Say: manage.py set_up") from error
        log.error("the database does not answer, so nothing could be compared (%s)", type(error).__name__)
        return
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def _tables() -> list[str]:
    """A file that is not there would be made, empty, by the first question."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).is_file():
        return [f"There is no database {name}. Mount its folder, or for a new installation say: manage.py set_up"]
    return []
