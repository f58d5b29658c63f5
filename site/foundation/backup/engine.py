"""Which database is backed up and restored."""

from types import ModuleType

from django.db import connection


def engine() -> ModuleType:
    """Return the module with `dump`, `load`, `check` and `skip_keys` for the database of this installation."""
    if connection.vendor == "sqlite":
        from foundation.backup import sqlite_database

        return sqlite_database
    from foundation.backup import postgresql_database

    return postgresql_database
