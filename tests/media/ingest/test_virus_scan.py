"""Virus scanning, with a small clamd of the test on localhost that understands INSTREAM."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from media.enums import MediaState
from media.ingest import virus_scan
from media.ingest.prepare import prepare
from media.media_item import MediaItem
from tests.media import pictures, take_in

PHOTO = pictures.encoded("JPEG")
pytestmark = pytest.mark.django_db


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.readline() == b"nINSTREAM\n"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)  # type: ignore[attr-defined]
        self.wfile.write(self.server.answer + b"\n")  # type: ignore[attr-defined]


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.seen: list[bytes] = []
        self.answer = b"stream: OK"


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    with Clamd() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def received(evidence: Any, person: Any) -> MediaItem:
    return take_in.received(pictures.upload("a.jpg", PHOTO), evidence, person)


def test_what_is_clean_goes_on_and_was_seen_whole(evidence: Any, person: Any, clamd: Clamd) -> None:
    image = received(evidence, person)
    prepare(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY
    assert clamd.seen == [PHOTO]


def test_what_is_infected_is_refused_and_gone(evidence: Any, person: Any, clamd: Clamd, left_on_disk: Any) -> None:
    clamd.answer = b"stream: Eicar-Test-Signature FOUND"
    image = received(evidence, person)
    prepare(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.REFUSED
    assert "Virusscanneren fandt noget skadeligt" in image.refusal
    assert left_on_disk() == []


@pytest.mark.parametrize("answer", [b"stream: some trouble ERROR", b"", b"nonsense"])
def test_a_scanner_that_gives_no_answer_is_asked_again_never_passed_over(
    evidence: Any, person: Any, clamd: Clamd, answer: bytes
) -> None:
    clamd.answer = answer
    image = received(evidence, person)
    with pytest.raises(virus_scan.ScannerUnavailable):
        prepare(key=image.key)
    image.refresh_from_db()
    assert image.is_under_way
    clamd.answer = b"stream: OK"
    prepare(key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_away_stops_everything(evidence: Any, person: Any, settings: Any, address: str) -> None:
    settings.CLAMD_ADDRESS = address
    image = received(evidence, person)
    with pytest.raises(virus_scan.ScannerUnavailable):
        prepare(key=image.key)
    image.refresh_from_db()
    assert image.is_under_way


def test_a_file_larger_than_it_looks_at_is_refused(evidence: Any, person: Any, clamd: Clamd) -> None:
    clamd.answer = b"INSTREAM size limit exceeded. ERROR"
    image = received(evidence, person)
    prepare(key=image.key)
    image.refresh_from_db()
    assert "større, end virusscanneren" in image.refusal
