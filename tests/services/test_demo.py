"""What `make demo` serves: everybody comes in, mail leaves, and both processes stop together."""

import re
import signal
import subprocess
import sys
import time

import pytest

from tests.services.servers import CHECKOUT, PATIENCE
from tests.services.visitor import Visitor

PASSWORD = "demo-laeringsrum"
ACCOUNTS = [
    "redaktor", "administrator", "chef-skoler", "chef-dagtilbud", "konsulent", "leder-skovskolen", "team-skovskolen",
    "medarbejder-skovskolen", "bestyrelse-skovskolen", "leder-bakkeskolen", "leder-solstraalen",
]  # fmt: skip


@pytest.fixture
def demo(house_on_sqlite):
    """The demo's data, and `scripts/serve.py` running on it."""
    told = house_on_sqlite.manage("load_demo")
    command = [sys.executable, "scripts/serve.py", "--port", str(house_on_sqlite.port)]
    with house_on_sqlite.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=house_on_sqlite.environment, stdout=log, stderr=log)
    deadline = time.monotonic() + PATIENCE
    try:
        while "is running" not in house_on_sqlite.said():
            assert process.poll() is None and time.monotonic() < deadline, house_on_sqlite.said()
            time.sleep(0.3)
        yield house_on_sqlite, process, told
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_the_demo(demo):
    house, process, told = demo
    for name in ACCOUNTS:
        email = f"{name}@demo.example"
        assert email in told
        visitor = Visitor(house.url)
        visitor.sign_in(email, PASSWORD)
        front = visitor.get("/")
        assert visitor.statuses[-1] == 200, f"{name}: {front}"
    everything_the_page_names_is_there(visitor, front)
    a_mail_leaves(house)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not house.answers(), "the server went on after its parent"
    assert "Traceback" not in house.said()


def everything_the_page_names_is_there(visitor, page):
    """Stylesheets and scripts, under names that change with their content."""
    named = [tag["href"] for tag in page.select("link[rel=stylesheet]")] + [tag["src"] for tag in page.select("script")]
    ours = [address for address in named if address.startswith("/static/")]
    assert ours
    for address in ours:
        assert re.search(r"\.[0-9a-f]{12}\.", address), address
        answer = visitor.session.get(visitor.url + address, timeout=30)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]


def a_mail_leaves(house):
    """The loop beside the server picks up what anybody queues."""
    folder = house.data_dir / "mail"
    before = len(list(folder.glob("*"))) if folder.exists() else 0
    house.manage("shell", "-c", "from foundation.enqueue import enqueue; enqueue(to='a@b.dk', subject='x', body='y')")
    deadline = time.monotonic() + PATIENCE
    while len(list(folder.glob("*"))) <= before:
        assert time.monotonic() < deadline, "the mail never left"
        time.sleep(0.5)
