"""LAERINGSRUM_DATABASE_URL: every part has effect, or is refused by name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import LIMITS, configure

HERE = Path("/data")


def test_empty_and_sqlite_urls_give_sqlite_with_our_options() -> None:
    for url in ("", "sqlite://"):
        settings = configure(url, HERE)
        assert settings["NAME"] == HERE / "laeringsrum.sqlite3"
        assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_the_parts_of_a_postgresql_url() -> None:
    settings = configure("postgresql://l%C3%A6se:p%40s%2Fs@db.example:5433/dialog", HERE)
    assert [settings[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "læse", "p@s/s", "db.example", "5433", "dialog",
    ]  # fmt: skip
    assert settings["OPTIONS"] == {"connect_timeout": 3, "options": LIMITS}


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("sslmode=require", "sslmode", "require"),
        ("sslmode=verify-full&sslrootcert=/etc/ca.pem", "sslrootcert", "/etc/ca.pem"),
        ("connect_timeout=7", "connect_timeout", "7"),
        ("application_name=l%C3%A6ringsrum", "application_name", "læringsrum"),
        ("target_session_attrs=read-write", "target_session_attrs", "read-write"),
        ("options=-c%20lock_timeout%3D5", "options", f"{LIMITS} -c lock_timeout=5"),
    ],
)
def test_options_are_passed_to_libpq(query: str, name: str, value: str) -> None:
    assert configure(f"postgresql://u:p@h/db?{query}", HERE)["OPTIONS"][name] == value


def test_sockets_and_multiple_hosts() -> None:
    assert configure("postgresql:///db?host=/var/run/postgresql&user=u", HERE)["HOST"] == "/var/run/postgresql"
    several = configure("postgresql://u@a:1,b:2/db?target_session_attrs=primary", HERE)
    assert (several["HOST"], several["PORT"]) == ("a,b", "1,2")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("u:secret@h/db?sslmod=require", "sslmod"),
        ("u:secret@h/db?sslmode=required", 'sslmode value: "required"'),
        ("u:secret@h/db?target_session_attrs=boss", "target_session_attrs"),
        ("u:secret@h/db?channel_binding=ja", "channel_binding"),
        ("u:secret@h/db?connect_timeout=kort", "connect_timeout"),
        ("u:secret@h/db?conn_max_age=5", "conn_max_age"),
        ("u:secret@h:femten/db", "port"),
        ("u:secret@h", "names no database"),
        ("u:secret@[h/db", "cannot be read"),
        ("u:sec%zzret@h/db", "cannot be read"),
    ],
)
def test_an_unknown_option_is_named_but_never_the_password(address: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LAERINGSRUM_DATABASE_URL") as refused:
        configure(f"postgresql://{address}", HERE)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value) and "sec%" not in str(refused.value)


@pytest.mark.parametrize("url", ["sqlite:////srv/x.sqlite3", "mysql://u@h/db", "host=h dbname=db", "db"])
def test_urls_of_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="sqlite://"):
        configure(url, HERE)
