"""Runs a decoder apart from the web server: other process, empty environment, bounded memory, time and file size."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

APART = Path(__file__).with_name("apart")
LAUNCHER = APART / "limited.py"
MEGABYTE = 1024 * 1024
WATCHED_EVERY = 2.0  # seconds


@dataclass(frozen=True)
class Bounds:
    memory: int  # bytes of address space
    cpu: int  # seconds of processor time
    file_size: int  # bytes in any one file it writes
    wall: float  # seconds


class Failed(Exception):
    """The program ended with an error, ran out of its bounds, or gave no answer that makes sense."""

    def __init__(self, how: str, detail: str = "") -> None:
        super().__init__(f"{how}: {detail}" if detail else how)
        self.how = how


def run(
    program: list[str],
    *,
    folder: Path,
    bounds: Bounds,
    stdin: bytes = b"",
    watch: Callable[[], None] | None = None,
) -> bytes:
    """Runs `program` in `folder` and returns what it printed (at most 1 MB of it). Meanwhile that lies in the file
    `said`, and what it complained of in `complaint`; `watch` is called every two seconds, and when the program
    has ended well, and may look at them.

    Raises Failed with `how` "timeout", "killed" or "error". No environment is passed on, so no password either.
    """
    limits = f"{bounds.memory},{bounds.cpu},{bounds.file_size}"
    command = [sys.executable, "-I", "-S", str(LAUNCHER), limits, "--", *program]
    said, complaint = folder / "said", folder / "complaint"
    with said.open("wb") as out, complaint.open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            env={"LC_ALL": "C.UTF-8", "TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            _wait(process, stdin, bounds.wall, watch)
        except subprocess.TimeoutExpired:
            raise Failed("timeout") from None
        finally:
            end(process)
    if process.returncode < 0:
        raise Failed("killed", signal.Signals(-process.returncode).name)
    if process.returncode:
        raise Failed("error", first_bytes(complaint, 500).decode("utf-8", "replace"))
    if watch is not None:
        watch()
    return first_bytes(said, MEGABYTE)


def _wait(process: "subprocess.Popen[bytes]", stdin: bytes, seconds: float, watch: Callable[[], None] | None) -> None:
    """Until it ends. Raises subprocess.TimeoutExpired after `seconds`."""
    ends_by = time.monotonic() + seconds
    said: bytes | None = stdin
    while watch is not None and time.monotonic() + WATCHED_EVERY < ends_by:
        try:
            process.communicate(said, timeout=WATCHED_EVERY)
            return
        except subprocess.TimeoutExpired:
            said = None  # it has what we had to say
            watch()
    process.communicate(said, timeout=max(0.0, ends_by - time.monotonic()))


def run_python(script: Path, question: dict[str, Any], *, folder: Path, bounds: Bounds) -> dict[str, Any]:
    """Asks one of our stand-alone scripts: JSON in, JSON out. Raises Failed."""
    printed = run(
        [sys.executable, "-I", str(script)], folder=folder, bounds=bounds, stdin=json.dumps(question).encode()
    )
    try:
        answer = json.loads(printed)
    except ValueError:
        raise Failed("error", "no answer") from None
    if not isinstance(answer, dict):
        raise Failed("error", "no answer")
    return answer


def first_bytes(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and whatever it started: they share a process group of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
