"""Database settings from LAERINGSRUM_DATABASE_URL: SQLite in the data directory, or a PostgreSQL server."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "LAERINGSRUM_DATABASE_URL"
#: The value for SQLite; the file is always in the data directory.
SQLITE = "sqlite://"
#: libpq parameter -> Django setting. All other options are passed to libpq unchanged.
DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
#: Timeouts on the server, in milliseconds. `options` in the address come after these and override them.
LIMITS = "-c statement_timeout=30000 -c lock_timeout=10000"


def sqlite(path: Path) -> dict[str, object]:
    """Return Django's settings for SQLite. WAL, so that readers never wait; IMMEDIATE, because a deferred transaction
    that becomes a writer fails at once, whatever the timeout; FULL, because an approval must survive a power loss."""
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


def postgresql(url: str) -> dict[str, object]:
    """Return Django's settings for a PostgreSQL connection URI,
    `postgresql://user:password@host:port/name?sslmode=require`, which is parsed by libpq, so that options mean what
    PostgreSQL's manual says (Connection URIs, Parameter Key Words).

    Raises ImproperlyConfigured for an option or a value that libpq does not know. The URI is never quoted, because it
    contains a password.
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


def _read_by_libpq(url: str) -> dict[str, str | int | None]:
    """The options of the URI, by libpq's names. Raises ImproperlyConfigured."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        options = conninfo_to_dict(url)
    except ProgrammingError as error:
        message = str(error).strip()
        cannot_read = "it cannot be read. Are there signs to write as %40 or the like?"
        why = message if "query parameter" in message else cannot_read
        raise ImproperlyConfigured(f"{VARIABLE}: {why}") from None
    _require_known_values(options)
    return options


def _require_known_values(options: dict[str, str | int | None]) -> None:
    """Raise ImproperlyConfigured for a value that libpq rejects. libpq validates values such as `sslmode` before it
    connects; it is called with a socket that does not exist, so no connection is opened."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    values = {name: value for name, value in options.items() if name not in {"host", "hostaddr", "port", "password"}}
    attempt = pq.PGconn.connect_start(make_conninfo("", **values, host="/nonexistent").encode())
    message = attempt.error_message.decode(errors="replace").strip()
    attempt.finish()
    if message.startswith("invalid "):
        raise ImproperlyConfigured(f"{VARIABLE}: {message}")
    for name in ("port", "connect_timeout"):
        if not all(number.isdecimal() for number in str(options.get(name, "")).split(",") if number):
            raise ImproperlyConfigured(f"{VARIABLE}: {name} must be a whole number")


def configure(url: str, data_dir: Path) -> dict[str, object]:
    """Return the database settings for `url`; empty means SQLite, too, except that production settings require a
    value."""
    return sqlite(data_dir / "laeringsrum.sqlite3") if url in {"", SQLITE} else postgresql(url)
