"""The database: SQLite beside the uploads unless the environment names a PostgreSQL server."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def sqlite(path: Path) -> dict[str, Any]:
    """WAL so that readers never wait; IMMEDIATE because a deferred transaction that turns into a writer fails at once,
    whatever the timeout; FULL because an approval must survive a power loss."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def postgresql(url: str) -> dict[str, Any]:
    """A `postgresql://user:password@host:port/name` address; every wait on the server has an end."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("The database address must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "options": "-c statement_timeout=30000 -c lock_timeout=10000"},
    }


def configure(url: str, data_dir: Path) -> dict[str, Any]:
    return postgresql(url) if url else sqlite(data_dir / "laeringsrum.sqlite3")
