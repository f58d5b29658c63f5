"""`sslmode` of the database address against a real PostgreSQL server: honoured, or the connection fails."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import pytest_django
from django.db import OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper

from config.database import configure

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
import with_postgresql  # type: ignore[import-not-found]

CERTIFICATE = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    try:
        with with_postgresql.server() as address:
            yield address
    except with_postgresql.NoServer:
        pytest.skip(with_postgresql.MISSING)


@pytest.fixture(autouse=True)
def _a_database_of_our_own(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def asks(url: str, question: str) -> object:
    """What the database answers through Django's own connection with our settings."""
    settings = configure(url, Path("/nowhere"))
    defaults = {"TIME_ZONE": None, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    connection = DatabaseWrapper({**defaults, "TEST": {}, **settings}, alias="tried")
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"


def test_require_means_an_encrypted_connection_or_none(server: str, tmp_path: Path) -> None:
    assert asks(server, ENCRYPTED) is False
    with pytest.raises(OperationalError, match="SSL"):
        asks(f"{server}?sslmode=require", ENCRYPTED)
    let_it_speak_tls(server, tmp_path)
    assert asks(f"{server}?sslmode=require", ENCRYPTED) is True
    assert asks(f"{server}?sslmode=disable", ENCRYPTED) is False
    with pytest.raises(OperationalError, match="root certificate"):
        asks(f"{server}?sslmode=verify-full&sslrootcert={tmp_path}/none.pem", ENCRYPTED)
    trusted = tmp_path / "server.crt"
    assert asks(f"{server}?sslmode=verify-ca&sslrootcert={trusted}", ENCRYPTED) is True
    with pytest.raises(OperationalError, match="does not match host name"):
        asks(f"{server}?sslmode=verify-full&sslrootcert={trusted}", ENCRYPTED)


def test_other_options_arrive_beside_our_limits(server: str) -> None:
    url = f"{server}?application_name=dialog%20prod&options=-c%20lock_timeout%3D5000"
    assert asks(url, "SELECT current_setting('application_name')") == "dialog prod"
    assert asks(url, "SELECT current_setting('lock_timeout')") == "5s"
    assert asks(url, "SELECT current_setting('statement_timeout')") == "30s"


def let_it_speak_tls(server: str, folder: Path) -> None:
    key, certificate = folder / "server.key", folder / "server.crt"
    subprocess.run([*CERTIFICATE, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with psycopg.connect(server, autocommit=True) as connection:
        data = Path(connection.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
        for file in (key, certificate):
            target = data / file.name
            shutil.copy(file, target)
            shutil.chown(target, data.owner(), data.group())
            target.chmod(0o600)
        connection.execute("ALTER SYSTEM SET ssl = on")
        connection.execute("SELECT pg_reload_conf()")
    for _try in range(50):
        with psycopg.connect(server) as connection:
            if connection.execute("SHOW ssl").fetchone() == ("on",):
                return
    raise AssertionError("the server did not take the certificate")
