"""What an administrator or a directory may make the server ask: nothing inside, nothing without end."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from accounts.directory import outgoing_requests
from accounts.directory.errors import NotTrusted
from accounts.directory.outgoing_requests import check_address, fetch, fetch_json

HOME = "https://login.kommunen.example/adfs"
OUTSIDE = "93.184.216.34"


class Directory(BaseHTTPRequestHandler):
    """Answers by its path, and remembers what it was asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/inside")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        try:
            if self.path == "/endless":
                while True:
                    self.wfile.write(b"x" * 65536)
            if self.path == "/slow":
                while True:
                    self.wfile.write(b"x" * 65536)
                    time.sleep(0.05)
            self.wfile.write(b'{"issuer": "x"}' if self.path == "/json" else b"[1]")
        except OSError:
            pass  # the other side has left

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def directory() -> Iterator[str]:
    Directory.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Directory)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def in_production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Production settings; the function says what each name resolves to, one answer after the other."""
    settings.DIRECTORY_OVER_HTTP = False
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def resolve(*answers: str) -> None:
        left = list(answers)

        def getaddrinfo(host: str, port: Any, *_more: Any, **_words: Any) -> list[Any]:
            address = left.pop(0) if len(left) > 1 else left[0]
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            return [(family, socket.SOCK_STREAM, 6, "", (address, port or 0))]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return resolve


INSIDE = [
    "127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.5", "::ffff:127.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_is_not_asked(address: str, in_production: Callable[..., None]) -> None:
    in_production(address)
    with pytest.raises(NotTrusted, match="not an address that may be asked"):
        fetch("GET", "https://keys.example/jwks", home=HOME)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "0.0.0.0", "::ffff:127.0.0.1"])
def test_the_directory_itself_is_never_this_machine(address: str, in_production: Callable[..., None]) -> None:
    in_production(address)
    with pytest.raises(NotTrusted, match="not an address that may be asked"):
        fetch("GET", HOME, home=HOME)


def test_the_directory_itself_may_be_in_the_municipalitys_network(in_production: Callable[..., None]) -> None:
    in_production("10.0.0.5")
    check_address(HOME + "/keys", home=HOME)
    for elsewhere in ("https://login.kommunen.example:8443/", "https://other.kommunen.example/"):
        with pytest.raises(NotTrusted):
            check_address(elsewhere, home=HOME)
    in_production(OUTSIDE)
    check_address("https://keys.example/jwks", home=HOME)


@pytest.mark.parametrize(
    "url",
    [
        "http://login.kommunen.example/adfs", "file:///etc/passwd", "ftp://keys.example/", "gopher://keys.example/",
        "https://", "https://somebody:secret@keys.example/", "https://[::1", "https://keys.example:port/", "",
    ],
)  # fmt: skip
def test_other_schemes_and_odd_addresses_are_refused(url: str, in_production: Callable[..., None]) -> None:
    in_production(OUTSIDE)
    with pytest.raises(NotTrusted):
        fetch("GET", url, home=HOME)


def test_a_name_that_resolves_to_something_else_a_moment_later_is_sent_nothing(
    directory: str, settings: Settings, in_production: Callable[..., None]
) -> None:
    settings.DIRECTORY_OVER_HTTP = True  # the scheme of the server below; the address is not at home
    port = directory.rpartition(":")[2]
    in_production(OUTSIDE, "127.0.0.1")
    with pytest.raises(NotTrusted, match="could not be asked"):
        fetch("GET", f"http://keys.example:{port}/json", home=HOME)
    assert Directory.asked == []


def test_a_redirect_is_not_followed(directory: str) -> None:
    with pytest.raises(NotTrusted, match="answered 302"):
        fetch("GET", directory + "/away", home=directory)
    assert Directory.asked == ["/away"]


@pytest.mark.parametrize(("path", "said"), [("/endless", "more than 1 MB"), ("/slow", "too slowly")])
def test_an_answer_that_never_ends_is_left(
    path: str, said: str, directory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing_requests, "TOTAL_TIMEOUT", 0.2)
    with pytest.raises(NotTrusted, match=said):
        fetch("GET", directory + path, home=directory)


def test_only_a_json_object_is_one(directory: str) -> None:
    assert fetch_json("GET", directory + "/json", home=directory) == {"issuer": "x"}
    with pytest.raises(NotTrusted, match="JSON object"):
        fetch_json("GET", directory + "/list", home=directory)
