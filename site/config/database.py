"""The database that LAERINGSRUM_DATABASE_URL names: SQLite beside the uploads, or a PostgreSQL server."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "LAERINGSRUM_DATABASE_URL"
#: Asks for SQLite. The file always lies in the data directory.
SQLITE = "sqlite://"
#: libpq's name of a part of the address -> Django's. Every other option goes to libpq as it is.
DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
#: Every wait on the server has an end. An `options` of the address comes after these and wins.
LIMITS = "-c statement_timeout=30000 -c lock_timeout=10000"


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
    """A connection URI of PostgreSQL, `postgresql://user:password@host:port/name?sslmode=require`, read by libpq, so
    that every option means what PostgreSQL's manual says (Connection URIs, Parameter Key Words).

    Raises ImproperlyConfigured for an option or a value that libpq does not know. The address is never quoted: it
    holds a password.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(f"{VARIABLE} must be {SQLITE} or begin with postgresql://")
    options = _read_by_libpq(url)
    parts = {django: options.pop(libpq, "") for libpq, django in DJANGO_NAMES.items()}
    if not parts["NAME"] and "service" not in options:
        raise ImproperlyConfigured(f"{VARIABLE} names no database: postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **parts,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, **options, "options": f"{LIMITS} {options.get('options', '')}".strip()},
    }


def _read_by_libpq(url: str) -> dict[str, Any]:
    """The options by libpq's names."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        options = conninfo_to_dict(url)
    except ProgrammingError as error:
        said = str(error).strip()
        why = said if "query parameter" in said else "it cannot be read. Are there signs to write as %40 or the like?"
        raise ImproperlyConfigured(f"{VARIABLE}: {why}") from None
    _require_known_values(options)
    return options


def _require_known_values(options: dict[str, Any]) -> None:
    """libpq looks at the words it knows before it opens a connection. It is asked with a socket that does not exist, so
    nothing is connected to, and a word that it does not know is the first thing it complains of."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    words = {name: value for name, value in options.items() if name not in {"host", "hostaddr", "port", "password"}}
    tried = pq.PGconn.connect_start(make_conninfo("", **words, host="/nonexistent").encode())
    said = tried.error_message.decode(errors="replace").strip()
    tried.finish()
    if said.startswith("invalid "):
        raise ImproperlyConfigured(f"{VARIABLE}: {said}")
    for name in ("port", "connect_timeout"):
        if not all(number.isdecimal() for number in str(options.get(name, "")).split(",") if number):
            raise ImproperlyConfigured(f"{VARIABLE}: {name} must be a whole number")


def configure(url: str, data_dir: Path) -> dict[str, Any]:
    """`url` empty is SQLite too; production settings demand that somebody said so."""
    return sqlite(data_dir / "laeringsrum.sqlite3") if url in {"", SQLITE} else postgresql(url)
