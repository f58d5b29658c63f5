"""A large film is uploaded over a bad connection: it arrives whole, and the memory of the web server does not grow."""

import hashlib
import http.client
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from media.shared_folders import MARKER_FILE_NAME
from tests.factories import PASSWORD
from tests.media.uploading.sender import metadata
from tests.services.visitor import Visitor

MEGABYTE = 1024 * 1024
SIZE = 200 * MEGABYTE
PART = 5 * MEGABYTE
GROWTH = 20 * MEGABYTE
BLOCK = random.Random(3).randbytes(MEGABYTE)


def film(start: int, stop: int) -> Iterator[bytes]:
    """Bytes `start` to `stop` of a film that is only its beginning and noise; never whole in memory."""
    head = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
    while start < stop:
        row, within = divmod(start, MEGABYTE)
        block = head + BLOCK[len(head) :] if row == 0 else BLOCK
        piece = block[within : within + stop - start]
        yield piece
        start += len(piece)


class Phone:
    """A tus client on plain sockets that can drop a connection midway."""

    def __init__(self, installation, email: str, evidence: int) -> None:
        visitor = Visitor(installation.url)
        visitor.sign_in(email, PASSWORD)
        visitor.get("/")
        token = visitor.session.cookies["csrftoken"]
        self.port, self.evidence = installation.port, evidence
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.session.cookies)
        self.headers = {"Cookie": cookies, "X-CSRFToken": token, "Tus-Resumable": "1.0.0", "Referer": installation.url}

    def ask(self, method: str, path: str, *, body=None, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, body=body, headers=told)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def begin(self, length: int) -> str:
        said = metadata(evidence=self.evidence, kind="film", filename="film.mp4")
        answer = self.ask("POST", "/medier/upload/", Upload_Length=str(length), Upload_Metadata=said)
        assert answer.status == 201
        return answer.headers["Location"]

    def offset(self, url: str) -> int:
        return int(self.ask("HEAD", url).headers["Upload-Offset"])

    def send(self, url: str, start: int, stop: int) -> http.client.HTTPResponse:
        return self.ask("PATCH", url, body=film(start, stop), **self._part(start, stop))

    def send_and_drop(self, url: str, start: int, stop: int, after: int) -> None:
        """Announce bytes `start` to `stop`, send `after` bytes of them, and close the connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("PATCH", url)
        for name, value in {**self.headers, **self._part(start, stop)}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        for block in film(start, start + after):
            connection.send(block)
        connection.close()

    @staticmethod
    def _part(start: int, stop: int) -> dict[str, str]:
        return {
            "Upload_Offset": str(start),
            "Content_Length": str(stop - start),
            "Content_Type": "application/offset+octet-stream",
        }


def workers(installation) -> list[int]:
    path = Path(f"/proc/{installation.process.pid}/task/{installation.process.pid}/children")
    return [int(pid) for pid in path.read_text().split()]


def memory(pid: int, what: str) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) * 1024


def parts(installation) -> list[Path]:
    """The files that are being sent; the folder's own mark is none of them."""
    return [path for path in (installation.data_dir / "uploading").iterdir() if path.name != MARKER_FILE_NAME]


def wait_for(happened) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.fixture
def phone(installation_on_sqlite):
    told = installation_on_sqlite.python("tests.services.a_draft_of_a_film")
    installation_on_sqlite.start(workers=1)
    return Phone(installation_on_sqlite, told["email"], told["evidence"])


def settled(phone: Phone, url: str, least: int) -> int:
    """Wait until the server has noticed the closed connection and stored what arrived."""
    wait_for(lambda: phone.offset(url) >= least)
    return phone.offset(url)


def test_a_large_film_over_a_bad_line(installation_on_sqlite, phone):
    installation = installation_on_sqlite
    url = phone.begin(SIZE)
    assert phone.send(url, 0, PART).status == 204  # what a worker loads once is loaded now
    (worker,) = workers(installation)
    Path(f"/proc/{worker}/clear_refs").write_text("5")  # forgets the highest mark so far
    before = memory(worker, "VmRSS")
    offset, drops = PART, {40 * MEGABYTE: 1, 90 * MEGABYTE: 1234567, 150 * MEGABYTE: PART - 1}
    while offset < 180 * MEGABYTE:
        if (after := drops.pop(offset, None)) is not None:
            phone.send_and_drop(url, offset, offset + PART, after)
            offset = settled(phone, url, offset + after)
            assert phone.send(url, offset, 5 * MEGABYTE * (offset // PART + 1)).status == 204
            offset = 5 * MEGABYTE * (offset // PART + 1)
            continue
        assert phone.send(url, offset, offset + PART).status == 204
        offset += PART
    assert not drops
    assert phone.send(url, offset, SIZE - 1).status == 204  # one large part, as other clients send
    grown = memory(worker, "VmHWM") - before
    (stored,) = parts(installation)
    digest, expected = hashlib.sha256(), hashlib.sha256()
    with stored.open("rb") as file:
        while block := file.read(MEGABYTE):
            digest.update(block)
    for block in film(0, SIZE - 1):
        expected.update(block)
    assert digest.digest() == expected.digest()
    assert phone.send(url, SIZE - 1, SIZE).headers["Media-Key"]
    assert not parts(installation)
    print(f"grown by {grown / MEGABYTE:.1f} MB")
    assert grown <= GROWTH, f"the worker grew by {grown / MEGABYTE:.1f} MB"
    assert workers(installation) == [worker]


def test_a_killed_worker_loses_no_upload(installation_on_sqlite, phone):
    url = phone.begin(40 * MEGABYTE)
    assert phone.send(url, 0, PART).status == 204
    connection = http.client.HTTPConnection("127.0.0.1", phone.port, timeout=60)
    connection.putrequest("PATCH", url)
    for name, value in {**phone.headers, **phone._part(PART, 40 * MEGABYTE)}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    for block in film(PART, PART + 20 * MEGABYTE):
        connection.send(block)
    (worker,) = workers(installation_on_sqlite)
    (part,) = parts(installation_on_sqlite)
    wait_for(lambda: part.stat().st_size >= PART + 19 * MEGABYTE)
    os.kill(worker, signal.SIGKILL)
    connection.close()
    wait_for(installation_on_sqlite.answers)
    offset = phone.offset(url)
    assert offset >= PART + 16 * MEGABYTE  # what the disk was asked to keep
    assert phone.send(url, offset, 40 * MEGABYTE).headers["Media-Key"]


def test_a_body_that_is_too_large_is_answered_at_once(installation_on_sqlite, phone):
    """The response arrives before a byte of the body is sent."""
    connection = http.client.HTTPConnection("127.0.0.1", phone.port, timeout=10)
    connection.putrequest("POST", "/konto/login/")
    connection.putheader("Content-Length", str(500 * MEGABYTE))
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert "står der stadig" in answer.read().decode()
    connection.close()
    assert installation_on_sqlite.answers()
