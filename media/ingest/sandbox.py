"""Run a decoder in a process of its own: empty environment, limits on memory, time and file size."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from foundation.text.json_object import JsonObject

SANDBOXED_SCRIPTS = Path(__file__).with_name("sandboxed")
LAUNCHER = SANDBOXED_SCRIPTS / "limited.py"
MEGABYTE = 1024 * 1024
WATCHED_EVERY = 2.0  # seconds


@dataclass(frozen=True)
class Limits:
    memory: int  # bytes of address space
    cpu: int  # seconds of processor time
    file_size: int  # bytes in any one file it writes
    wall_clock: float  # seconds


class SandboxFailed(Exception):
    """The program ended with an error, exceeded its limits, or gave no valid answer."""

    def __init__(self, how: str, detail: str = "") -> None:
        super().__init__(f"{how}: {detail}" if detail else how)
        self.how = how


def run(
    program: list[str],
    *,
    folder: Path,
    bounds: Limits,
    stdin: bytes = b"",
    watch: Callable[[], None] | None = None,
) -> bytes:
    """Run `program` (a command, or the path of a Python script) in `folder`; return its output (at most 1 MB).

    While it runs, its output is in the file `said` and its errors in `complaint`; `watch` is called every two seconds
    and after a successful end, and may read them. No environment is passed on, so no password either. Raises
    SandboxFailed with `how` "timeout", "killed" or "error".
    """
    limits = f"{bounds.memory},{bounds.cpu},{bounds.file_size}"
    is_python = program[0].endswith(".py")
    command = [sys.executable, "-I", *([] if is_python else ["-S"]), str(LAUNCHER), limits, "--", *program]
    asked, said, complaint = folder / "asked", folder / "said", folder / "complaint"
    asked.write_bytes(stdin)
    with asked.open("rb") as question, said.open("wb") as out, complaint.open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=question,
            stdout=out,
            stderr=err,
            env={"LC_ALL": "C.UTF-8", "TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            _wait(process, bounds.wall_clock, watch)
        except subprocess.TimeoutExpired:
            raise SandboxFailed("timeout") from None
        finally:
            end(process)
    if process.returncode < 0:
        raise SandboxFailed("killed", signal.Signals(-process.returncode).name)
    if process.returncode:
        raise SandboxFailed("error", first_bytes(complaint, 500).decode("utf-8", "replace"))
    if watch is not None:
        watch()
    return first_bytes(said, MEGABYTE)


def _wait(process: "subprocess.Popen[bytes]", seconds: float, watch: Callable[[], None] | None) -> None:
    """Wait for the end of the process. Raises subprocess.TimeoutExpired after `seconds`."""
    ends_by = time.monotonic() + seconds
    while watch is not None and time.monotonic() + WATCHED_EVERY < ends_by:
        if _ends_within(process, WATCHED_EVERY):
            return
        watch()
    if not _ends_within(process, max(0.0, ends_by - time.monotonic())):
        raise subprocess.TimeoutExpired(process.args, seconds)


def _ends_within(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Wait at most `seconds`. Return whether it ended. Linux reports the end of a process at once;
    `Popen.wait` with a timeout polls every 50 ms.
    """
    if hasattr(os, "pidfd_open") and process.returncode is None:
        watched = os.pidfd_open(process.pid)
        ended = select.poll()
        ended.register(watched)
        try:
            ended.poll(1000 * seconds)
        finally:
            os.close(watched)
        seconds = 0.0
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    return process.returncode is not None


def run_python(script: Path, question: dict[str, object], *, folder: Path, bounds: Limits) -> JsonObject:
    """Run one of our stand-alone scripts: JSON in, JSON out. Raises SandboxFailed."""
    printed = run([str(script)], folder=folder, bounds=bounds, stdin=json.dumps(question).encode())
    try:
        answer = json.loads(printed)
    except ValueError:
        raise SandboxFailed("error", "no answer") from None
    if not isinstance(answer, dict):
        raise SandboxFailed("error", "no answer")
    return answer


def first_bytes(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the program and whatever it started; they share a process group of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
