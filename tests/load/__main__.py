"""python -m tests.load: a municipality at work, on PostgreSQL and the real web server of this machine.

    python -m tests.load [--units 60] [--people 84] [--times 1 2 4] [--seconds 120] [--workers 2]

Fills a database, begins meetings, and lets people read, follow and save at once, on loopback. For each of --times (so
many times the people), one line for each kind of request: how many, errors, milliseconds; and how many processors web
server and database were busy with. Server, database and the people share the machine's processors, so the figures say
what a machine of this kind carries at least.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
#: A municipality of 60 units on its busiest day.
PEOPLE = {"readers": 1000, "meetings": 30, "followers": 10, "editors": 8}
MAX_EDITORS = 24  # so many meetings of the year are neither running nor approved


def main() -> None:
    sys.path[:0] = [str(PROJECT_ROOT / name) for name in ("", "site", "scripts")]
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    for name, default in (("units", 60), ("people", 84), ("seconds", 120), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--times", type=float, nargs="+", default=[1])
    asked = parser.parse_args()
    import with_postgresql  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory(prefix="laeringsrum-load-") as folder, with_postgresql.server() as url:
        data = Path(folder)
        run(["-m", "tests.bench.large", "--units", asked.units, "--years", 3, "--people", asked.people], data, url)
        for times in asked.times:
            for line in measured(data, url, times, asked.seconds, asked.workers):
                print(line, flush=True)


def run(arguments: list[Any], data: Path, url: str) -> None:
    environment = {**os.environ, "LAERINGSRUM_DATA_DIR": str(data), "LAERINGSRUM_DATABASE_URL": url}
    command = [sys.executable, *map(str, arguments)]
    subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def measured(data: Path, url: str, times: float, seconds: int, workers: int) -> Iterator[str]:
    """The lines of one run with `times` the people of PEOPLE."""
    from tests.services.servers import Installation

    people = {name: count if name == "meetings" else max(1, round(count * times)) for name, count in PEOPLE.items()}
    people["editors"] = min(people["editors"], MAX_EDITORS)
    installation = Installation(data, url)
    installation.environment["LOAD"] = json.dumps(people)
    scene = data / "scene.json"
    scene.write_text(json.dumps(installation.python("tests.load.scene")))
    installation.start(workers=workers)
    try:
        assert installation.process is not None
        servers = {"web server": installation.process.pid, "database": _postmaster(url)}
        locust = ["-m", "locust", "-f", "tests/load/people.py", "--headless", "--json", "--host", installation.url]
        users = sum(len(those) for those in json.loads(scene.read_text()).values())
        rates = ["-u", str(users), "-r", "100", "-t", f"{seconds}s", "--stop-timeout", "10"]
        environment = {
            **installation.environment,
            "LOAD_SCENE": str(scene),
            "PYTHONPATH": f"{PROJECT_ROOT}:{PROJECT_ROOT}/site",
        }
        before, began = {name: busy(pid) for name, pid in servers.items()}, time.monotonic()
        done = subprocess.run(
            [sys.executable, *locust, *rates], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True
        )
        passed = time.monotonic() - began
        after = {name: busy(pid) for name, pid in servers.items()}
    finally:
        installation.stop()
    yield f"{times:g} times {people}, {seconds} s, {workers} workers of the web server, {os.cpu_count()} processors"
    if not done.stdout.strip().startswith("["):
        raise SystemExit(done.stderr[-3000:])
    for one in sorted(json.loads(done.stdout), key=lambda row: row["name"]):
        yield _line(one, seconds)
    yield from sorted({line.partition("ERROR")[2] for line in done.stderr.splitlines() if "/ERROR/" in line})[:10]
    yield "   ".join(f"{name}: {(after[name] - before[name]) / passed:.2f} processors busy" for name in servers)


def _line(one: dict[str, Any], seconds: int) -> str:
    """`one` is an entry of locust's statistics; `response_times` counts requests by milliseconds."""
    count, waits = one["num_requests"], sorted((float(ms), many) for ms, many in one["response_times"].items())
    return (
        f"  {one['name']:<24}{count:>7} ({count / seconds:6.1f}/s)   errors {one['num_failures']:>4}"
        f"   median {_percentile(waits, count, 0.5):>6.0f} ms   99 % within {_percentile(waits, count, 0.99):>6.0f} ms"
    )


def _percentile(waits: list[tuple[float, int]], count: int, part: float) -> float:
    seen = 0
    for ms, many in waits:
        seen += many
        if seen >= count * part:
            return ms
    return 0.0


def busy(pid: int) -> float:
    """Seconds of processor time of the process and its children, also of those that have ended."""
    total = 0.0
    with contextlib.suppress(OSError):
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(int(ticks) for ticks in times[11:15]) / TICKS
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            total += busy(int(child))
    return total


def _postmaster(url: str) -> int:
    """The process whose children answer this database's questions, on this machine."""
    import psycopg

    with psycopg.connect(url) as connection:
        return int(Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[1])


if __name__ == "__main__":
    main()
