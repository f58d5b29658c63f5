"""A real nginx with deploy/nginx/laeringsrum.conf serves media files after the application's access check."""

import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from foundation.middleware.security_headers import security_headers
from tests.services.servers import CHECKOUT, Installation

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
CONFIGURATION = CHECKOUT / "deploy" / "nginx" / "laeringsrum.conf"

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt-get install nginx-light)")


def configuration(installation: Installation, port: int, folder: Path) -> str:
    """The file of deploy/, with this machine's addresses and without TLS."""
    text = CONFIGURATION.read_text()
    for theirs, ours in (
        ("/srv/laeringsrum/data/files/", f"{installation.data_dir}/files/"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        ("127.0.0.1:8000", installation.address),
    ):
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    text = re.sub(r"ssl_certificate.*;", "", text)
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
        daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; user {user()};
        events {{}}
        http {{ access_log off; default_type application/octet-stream; {temporary} {text} }}
    """


def user() -> str:
    """Files have mode 0600, so nginx works as the user that owns them, as the file says."""
    return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Front:
    installation: Installation
    url: str
    things: dict[str, str]

    def ask(
        self, path: str, *, who: str = "leader", method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        cookie = {"Cookie": f"sessionid={self.things[who]}"} if who else {}
        request = urllib.request.Request(self.url + path, method=method, headers={**cookie, **headers})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


@pytest.fixture(scope="module")
def front(prepared: Path) -> Iterator[Front]:
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-nginx-"))
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    installation = Installation(folder)
    installation.environment["LAERINGSRUM_ACCEL_PREFIX"] = "/private"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = None
    try:
        installation.write_address()
        things = installation.python("tests.services.one_photo")
        installation.start(workers=1)
        settings = folder / "nginx.conf"
        settings.write_text(configuration(installation, port, folder))
        process = subprocess.Popen([str(NGINX), "-c", str(settings), "-e", str(folder / "error.log")])
        answers(port, process, folder)
        yield Front(installation, f"http://127.0.0.1:{port}", things)
    finally:
        if process is not None:
            process.terminate()
            process.wait(timeout=20)
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


def answers(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _attempt in range(100):
        assert process.poll() is None, (folder / "error.log").read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx does not answer")


def test_nginx_sends_the_whole_file_with_our_headers(front: Front) -> None:
    for thing in ("photo", "film"):
        status, headers, body = front.ask(front.things[thing])
        assert (status, len(body)) == (200, front.things["size"])
        own = "media-src 'self'" if thing == "film" else "sandbox"
        expected = {
            **security_headers(),
            "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
            "Content-Security-Policy": f"default-src 'none'; {own}",
            "Server": "nginx",
            "Vary": "Cookie",
        }
        assert {name: headers.get(name.lower()) for name in expected} == expected
        assert "x-accel-redirect" not in headers
        assert headers["content-disposition"].startswith("inline; filename=")
        assert headers["content-type"] == {"photo": "image/jpeg", "film": "video/mp4"}[thing]
        assert not {"etag", "last-modified"} & {*headers}, "no oracle for who has a copy"


def test_a_player_can_seek(front: Front) -> None:
    status, headers, body = front.ask(front.things["film"], Range="bytes=1000-1999")
    assert (status, len(body)) == (206, 1000)
    assert headers["content-range"] == f"bytes 1000-1999/{front.things['size']}"
    assert body == (bytes(range(256)) * 8)[1000 % 256 :][:1000]
    assert front.ask(front.things["film"], Range=f"bytes={front.things['size']}-")[0] == 416


def test_head_sends_nothing(front: Front) -> None:
    status, headers, body = front.ask(front.things["photo"], method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == str(front.things["size"])


def test_users_without_access_get_404(front: Front) -> None:
    for who in ("", "stranger"):
        for thing in ("photo", "film"):
            status, headers, body = front.ask(front.things[thing], who=who, Range="bytes=0-9")
            assert status == 404
            assert bytes(range(64)) not in body
            assert headers["cache-control"] == "private, no-store"
            assert "content-range" not in headers


def test_files_have_no_public_address(front: Front) -> None:
    stored = front.things["stored"]
    tricks = [
        "/private/",
        "/private/../private/",
        "//private/",
        "/%70rivate/",
        "/files/",
        "/media/",
        "/private../files/",
    ]
    for trick in tricks:
        status, _headers, body = front.ask(trick + stored)
        assert status in (400, 404), trick
        assert bytes(range(64)) not in body, trick


def test_a_lost_file_is_not_found(front: Front) -> None:
    status, headers, _body = front.ask(front.things["lost"])
    assert status == 404
    assert re.match("nginx", headers["server"])
