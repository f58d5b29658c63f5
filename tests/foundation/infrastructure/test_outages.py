"""Outages of database, disk or cache give a 503 page with Retry-After, and nothing is stored in part."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from foundation.infrastructure import outages
from meetings.units.pages import UnitPage
from tests.meetings.evidence.scene import set_up


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError("server closed the connection unexpectedly"), True),
        (InterfaceError("connection already closed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OperationalError("no such table: x"), False),
        (OSError(errno.ENOENT, "No such file"), False),
        (IntegrityError("NOT NULL constraint failed"), False),
        (DatabaseError("?"), False),
        (ValueError("?"), False),
        (None, False),
    ],
    ids=repr,
)
def test_which_errors_are_temporary(error: BaseException | None, passes: bool) -> None:
    assert outages.is_temporary(error) is passes


def test_causes_are_considered() -> None:
    outer = RuntimeError("while drawing")
    outer.__cause__ = OperationalError("database is locked")
    assert outages.is_temporary(outer)
    ring = ValueError("a ring")
    ring.__context__ = ring
    assert not outages.is_temporary(ring)


def test_an_unavailable_cache_is_temporary() -> None:
    import redis
    from botocore.exceptions import ConnectTimeoutError

    assert outages.is_temporary(redis.ConnectionError("refused"))
    assert outages.is_temporary(redis.TimeoutError("?"))
    assert outages.is_temporary(ConnectTimeoutError(endpoint_url="https://s3.example"))


def profile_of(unit: UnitPage) -> str:
    return f"/{unit.area.slug}/{unit.slug}/rediger/"


WRITTEN = {"presentation": "Vi er et hus ved skoven", "address": "", "phone": "", "seen": 1}


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def require_refused_in_words(answer: HttpResponse) -> None:
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert "Vi kan ikke komme til det lige nu" in text and "Det, du skrev, står der stadig" in text
    assert "Traceback" not in text and "locked" not in text and "full" not in text


@contextmanager
def pragma(words: str, afterwards: str) -> Iterator[None]:
    """Set an SQLite pragma on this process's connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {words}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA {afterwards}")


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_locked_pages_work_and_a_save_gets_503() -> None:
    scene = set_up()
    leader = signed_in(scene.leader)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pragma("busy_timeout = 50", "busy_timeout = 20000"):
            assert leader.get(scene.unit.get_url()).status_code == 200
            require_refused_in_words(leader.post(profile_of(scene.unit), WRITTEN))
    finally:
        other.execute("ROLLBACK")
        other.close()
    scene.unit.refresh_from_db()
    assert scene.unit.profile != WRITTEN["presentation"]
    assert leader.post(profile_of(scene.unit), WRITTEN).status_code == 302


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_pages_work_a_save_gets_503_and_works_again_later() -> None:
    scene = set_up()
    leader = signed_in(scene.leader)
    long = {**WRITTEN, "presentation": "skov " * 790}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier tests gave back would be used up first
    with pragma("max_page_count = 1", "max_page_count = 1073741823"):  # the least it takes is what there is
        assert leader.get(scene.unit.get_url()).status_code == 200
        answers = [leader.post(profile_of(scene.unit), long) for _try in range(30)]  # until the free pages are gone
        assert {answer.status_code for answer in answers} <= {302, 503}
        require_refused_in_words(answers[-1])
        assert leader.get(scene.unit.get_url()).status_code == 200
    assert leader.post(profile_of(scene.unit), WRITTEN).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)


@pytest.mark.django_db
def test_the_503_page_needs_no_database() -> None:
    """Not even the user can be loaded."""

    def away(*_anything: Any) -> None:
        raise OperationalError("connection refused")

    leader = signed_in(set_up().leader)
    with connection.execute_wrapper(away):
        for answer in (leader.get("/"), leader.post("/konto/login/", {"login": "x@y.dk", "password": "x"})):
            require_refused_in_words(answer)
        assert leader.get("/farver.css").status_code == 200


@pytest.mark.django_db
def test_an_error_of_our_code_is_a_500(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.units.profile_views.unit_or_404", lambda *_words: 1 / 0)
    scene = set_up()
    answer = signed_in(scene.leader).get(profile_of(scene.unit))
    assert answer.status_code == 500 and "Retry-After" not in answer
    assert "Noget gik galt hos os" in answer.content.decode()
