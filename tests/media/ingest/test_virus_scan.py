"""Virus scanning, with a small clamd of the test on localhost that understands INSTREAM."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings
from wagtail.models import Page

from accounts.models import User
from media.enums import MediaState
from media.ingest import virus_scan
from media.ingest.prepare import prepare
from media.models import Image
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
def clamd(settings: Settings) -> Iterator[Clamd]:
    with Clamd() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def received(page: Page, person: User) -> Image:
    return take_in.received(pictures.upload("a.jpg", PHOTO), page, person)


def test_a_clean_file_is_scanned_whole_and_accepted(page: Page, person: User, clamd: Clamd) -> None:
    image = received(page, person)
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY
    assert clamd.seen == [PHOTO]


def test_an_infected_file_is_refused_and_deleted(
    page: Page, person: User, clamd: Clamd, left_on_disk: Callable[[], list[str]]
) -> None:
    clamd.answer = b"stream: Eicar-Test-Signature FOUND"
    image = received(page, person)
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.REFUSED
    assert "Virusscanneren fandt noget skadeligt" in image.refusal
    assert left_on_disk() == []


@pytest.mark.parametrize("answer", [b"stream: some trouble ERROR", b"", b"nonsense"])
def test_a_scanner_that_gives_no_answer_is_tried_again_never_skipped(
    page: Page, person: User, clamd: Clamd, answer: bytes
) -> None:
    clamd.answer = answer
    image = received(page, person)
    with pytest.raises(virus_scan.ScannerUnavailable):
        prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.is_under_way
    clamd.answer = b"stream: OK"
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.state == MediaState.READY


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_without_the_scanner_no_file_is_accepted(page: Page, person: User, settings: Settings, address: str) -> None:
    settings.CLAMD_ADDRESS = address
    image = received(page, person)
    with pytest.raises(virus_scan.ScannerUnavailable):
        prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert image.is_under_way


def test_a_file_too_large_for_the_scanner_is_refused(page: Page, person: User, clamd: Clamd) -> None:
    clamd.answer = b"INSTREAM size limit exceeded. ERROR"
    image = received(page, person)
    prepare(kind=Image, key=image.key)
    image.refresh_from_db()
    assert "større, end virusscanneren" in image.refusal
