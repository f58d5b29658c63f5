"""Pages of the demo from the real web server (two workers) to 1, 4 and 16 readers at once, and what memory it takes.

Readers and server share the machine's processors, so that the figures are for comparing within one run.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from home.demo.municipality import PASSWORD
from tests.services.servers import Installation
from tests.services.visitor import Visitor

READERS = (1, 4, 16)
REQUESTS = 96  # of each page at each number of readers
LEADER = "leder-skovskolen@demo.example"
PAGES = {"front page of a leader": "/", "meeting": "/skoler/skovskolen/2026/", "lederforum": "/lederforum/"}


def measure_all() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="laeringsrum-bench-"))
    server = Installation(folder)
    try:
        server.prepare()
        server.manage("load_demo")
        server.start()
        visitor = Visitor(server.url)
        visitor.sign_in(LEADER, PASSWORD)
        cookies = visitor.session.cookies.get_dict()
        for name, address in PAGES.items():
            _ask(server.url + address, cookies)
            rates = "   ".join(_rate(server.url + address, cookies, readers) for readers in READERS)
            yield f"{name:<26} {rates}"
        yield f"memory of the web server with two workers: {_megabytes(server):.0f} MB"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _ask(url: str, cookies: dict[str, str]) -> float:
    """Milliseconds until the page was there."""
    began = time.perf_counter()
    answer = requests.get(url, cookies=cookies, timeout=60)
    assert answer.status_code == 200, (url, answer.status_code)
    return (time.perf_counter() - began) * 1000


def _rate(url: str, cookies: dict[str, str], readers: int) -> str:
    began = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        waits = sorted(pool.map(lambda _number: _ask(url, cookies), range(REQUESTS)))
    per_second = REQUESTS / (time.perf_counter() - began)
    late = waits[int(REQUESTS * 0.95)]
    return f"{readers:>2} at once: {per_second:5.1f}/s, {statistics.median(waits):5.0f} ms (95 %: {late:.0f})"


def _megabytes(server: Installation) -> float:
    """What the server's processes hold: shared pages are counted once (PSS)."""
    assert server.process is not None
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    kilobytes = 0
    for process in (str(server.process.pid), *children):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000
