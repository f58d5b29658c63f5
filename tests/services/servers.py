"""Start an installation as in production: the real web server, on a data directory of its own."""

import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 180  # seconds until the first answer, on a machine that is busy with other tests


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """`start()`, request `url`, `stop()`. `manage` and `python` run other processes on the same data."""

    def __init__(self, data_dir: Path, database_url: str = "") -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.address}"
        self.log = data_dir / "server.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.services.settings",
            "LAERINGSRUM_DATA_DIR": str(data_dir),
            "LAERINGSRUM_BASE_URL": self.url,
            "LAERINGSRUM_DATABASE_URL": database_url,
        }

    def manage(self, *arguments: str) -> str:
        return self._run([sys.executable, "manage.py", *arguments])

    def python(self, module: str) -> Any:
        """Runs a module of tests/ with Django set up, and reads the JSON it prints."""
        code = (
            f"import sys; sys.path[:0] = ['.', 'site']; import django; django.setup(); import {module} as m; m.main()"
        )
        return json.loads(self._run([sys.executable, "-c", code]))

    def _run(self, command: list[str]) -> str:
        result = subprocess.run(command, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True)
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
        return result.stdout

    def prepare(self) -> None:
        """Assets, texts, tables and static files."""
        self.manage("set_up")

    def write_address(self) -> None:
        """What `install_assets` writes into a copy that has all the rest."""
        with contextlib.closing(sqlite3.connect(self.data_dir / "laeringsrum.sqlite3")) as database, database:
            database.execute("UPDATE wagtailcore_site SET hostname = '127.0.0.1', port = ?", [self.port])

    def start(self, *, workers: int = 2, threads: int = 4) -> None:
        command = [sys.executable, "-m", "gunicorn", "--pythonpath", "site", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
        command += ["--timeout", "60", "--no-control-socket", "config.wsgi:application"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=CHECKOUT, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, f"the server ended:\n{self.said()}"
            assert time.monotonic() < deadline, f"no answer in {PATIENCE} seconds:\n{self.said()}"
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/konto/login/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def said(self) -> str:
        """The end of the server's own log."""
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""
