"""Run the demo: the web server, and the worker that processes files and sends mail, started and stopped together.

    python scripts/serve.py --port 8000 [--only-check-port]

Ctrl-C stops both. If one of them exits by itself, the other is stopped too, and its exit code is returned.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 180  # seconds for the first answer, on a slow machine
GRACE = 15  # seconds to finish what is under way


class Stop(Exception):
    """Raised by the signal handler."""


def stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def environment(port: int) -> dict[str, str]:
    given = {"LAERINGSRUM_BASE_URL": f"http://{HOST}:{port}", "DJANGO_SETTINGS_MODULE": "config.settings.development"}
    return {**given, **os.environ}


def commands(port: int) -> list[list[str]]:
    web = ["-m", "gunicorn", "--pythonpath", "site", "--bind", f"{HOST}:{port}", "--worker-class", "gthread"]
    web += ["--workers", "2", "--threads", "4", "--timeout", "60", "--log-level", "warning", "--no-control-socket"]
    return [
        [sys.executable, *web, "config.wsgi:application"],
        [sys.executable, "manage.py", "work"],
    ]


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True  # an error page is an answer too
    except OSError:
        return False


def watch(processes: list[subprocess.Popen[bytes]], port: int) -> int:
    """Wait until one of the processes exits and return its exit code; 1 when there is no answer within PATIENCE."""
    greeted, deadline = False, time.monotonic() + PATIENCE
    while True:
        for process in processes:
            if process.poll() is not None:
                return process.returncode
        if not greeted and answers(port):
            greeted = True
            print(f"\nLæringsrum is running: http://{HOST}:{port}/   (Ctrl-C stops it)", flush=True)
        if not greeted and time.monotonic() > deadline:
            print(f"The server has not answered for {PATIENCE} seconds.", file=sys.stderr)
            return 1
        time.sleep(0.3)


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs the demo's server and worker.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--only-check-port", action="store_true")
    options = parser.parse_args()
    if not is_free(options.port):
        print(f"Something else uses port {options.port}. Choose another: make demo PORT={options.port + 1}")
        return 1
    if options.only_check_port:
        return 0
    processes: list[subprocess.Popen[bytes]] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        for command in commands(options.port):
            processes.append(subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment(options.port)))
        return watch(processes, options.port)
    except Stop:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave one of them behind
        end(processes)


if __name__ == "__main__":
    sys.exit(main())
