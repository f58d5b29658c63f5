"""The server that `make demo` starts: all accounts can sign in, mail is sent, and both processes stop together."""

import re
import signal
import subprocess
import sys
import time

import pytest
from bs4 import BeautifulSoup

from tests.media import pictures
from tests.services.servers import CHECKOUT, PATIENCE
from tests.services.visitor import Visitor, fields

PASSWORD = "demo-laeringsrum"
ACCOUNTS = [
    "redaktor", "administrator", "chef-skoler", "chef-dagtilbud", "konsulent", "leder-skovskolen", "team-skovskolen",
    "medarbejder-skovskolen", "bestyrelse-skovskolen", "leder-bakkeskolen", "leder-solstraalen",
]  # fmt: skip


@pytest.fixture
def demo(installation_on_sqlite):
    """The demo's data, and `scripts/serve.py` running on it."""
    told = installation_on_sqlite.manage("load_demo")
    command = [sys.executable, "scripts/serve.py", "--port", str(installation_on_sqlite.port)]
    with installation_on_sqlite.log.open("ab") as log:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=installation_on_sqlite.environment, stdout=log, stderr=log
        )
    deadline = time.monotonic() + PATIENCE
    try:
        while "is running" not in installation_on_sqlite.said():
            assert process.poll() is None and time.monotonic() < deadline, installation_on_sqlite.said()
            time.sleep(0.3)
        yield installation_on_sqlite, process, told
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_the_demo(demo):
    installation, process, told = demo
    for name in ACCOUNTS:
        email = f"{name}@demo.example"
        assert email in told
        visitor = Visitor(installation.url)
        visitor.sign_in(email, PASSWORD)
        front = visitor.get("/")
        assert visitor.statuses[-1] == 200, f"{name}: {front}"
    everything_the_page_names_is_there(visitor, front)
    a_mail_leaves(installation)
    a_photo_becomes_ready(installation)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not installation.answers(), "the server went on after its parent"
    assert "Traceback" not in installation.said()


def everything_the_page_names_is_there(visitor, page):
    """Stylesheets and scripts exist, under hashed names."""
    named = [tag["href"] for tag in page.select("link[rel=stylesheet]")] + [tag["src"] for tag in page.select("script")]
    ours = [address for address in named if address.startswith("/static/")]
    assert ours
    for address in ours:
        assert re.search(r"\.[0-9a-f]{12}\.", address), address
        answer = visitor.session.get(visitor.url + address, timeout=30)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]


def a_mail_leaves(installation):
    """The worker beside the server sends queued mails, here to somebody who has forgotten the password."""
    folder = installation.data_dir / "mail"
    before = len(list(folder.glob("*"))) if folder.exists() else 0
    visitor = Visitor(installation.url)
    forgotten = "/konto/glemt-adgangskode/"
    answer = visitor.send(visitor.get(forgotten), "main form", forgotten, email="redaktor@demo.example")
    assert answer.status_code == 302, answer.text[:2000]
    deadline = time.monotonic() + PATIENCE
    while len(list(folder.glob("*"))) <= before:
        assert time.monotonic() < deadline, "the mail never left"
        time.sleep(0.5)


def a_photo_becomes_ready(installation):
    """Received by the web server, processed by the worker outside the request."""
    visitor = Visitor(installation.url)
    visitor.sign_in("leder-skovskolen@demo.example", PASSWORD)
    front = visitor.get("/skoler/skovskolen/")
    year = max(re.findall(r"/skoler/skovskolen/(\d{4})/", str(front)))
    address = f"{installation.url}/skoler/skovskolen/{year}/bidrag/ny/billeder/"
    page = BeautifulSoup(visitor.session.get(address, timeout=60).text, "html.parser")
    sent = fields(page.select_one("main form:has(input[name=files])"))
    photo = ("foto.jpg", pictures.talkative_jpeg(), "image/jpeg")
    answer = visitor.session.post(
        address, data=sent, files={"files": photo}, headers={"Referer": installation.url}, timeout=60
    )
    assert answer.url.endswith("/om/"), answer.text[:2000]
    (key,) = set(re.findall(r'data-media-slot="([0-9a-f-]{36})"', answer.text))
    deadline = time.monotonic() + PATIENCE
    while True:
        (told,) = visitor.session.get(f"{installation.url}/medier/tilstand/", params={"key": key}, timeout=60).json()
        if told["done"]:
            break
        assert time.monotonic() < deadline, told
        time.sleep(0.3)
    assert (told["state"], told["label"]) == ("ready", "Klar")
    thumb = visitor.session.get(installation.url + told["thumb"], timeout=60)
    assert thumb.status_code == 200 and thumb.content.startswith(b"\xff\xd8")
    assert not any(trace in thumb.content for trace in pictures.TRACES)
