"""docs/operating.md is followed on an empty folder: its commands are run as they stand there, and the units started.

Paths of the manual are those of a temporary folder, and its user is ours. The packages are those of the checkout.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests import migrated_database
from tests.services.deploy import release
from tests.services.servers import CHECKOUT, PATIENCE, free_port

MANUAL = (CHECKOUT / "docs/operating.md").read_text()
#: Installed already, and what needs a supervisor.
NOT_RUN = ("python3 -m venv", ".venv/bin/python -m pip", "systemctl")
#: An address of the municipality's network, as the web server in front passes it on.
VISITOR = "192.0.2.7"
REQUESTS = 20
#: A file to begin with, in the columns that the manual's page offers.
PEOPLE = "Område;Enhed;Navn;Mail;Rolle\nSkoler;Skovskolen;Lise Lund;lise@kommunen.example;Aftaleholder\n"


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def commands(text: str) -> list[str]:
    """The lines of the code blocks, without their remarks."""
    lines = re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE)
    starts = ("install ", "python3 ", ".venv/bin/python ")
    return [line.partition("    #")[0].strip() for line in lines if line.startswith(starts)]


class Machine:
    """The folder that stands for /srv/laeringsrum, /etc and /backup."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.app, self.environment_file = root / "srv/app", root / "etc/laeringsrum.env"

    def write_environment(self) -> None:
        filled = {"SECRET_KEY": "s" * 49 + "k", "AUDIT_KEY": "a" * 49 + "k", "MONITORING_NETWORKS": VISITOR}
        text = self.moved((CHECKOUT / "deploy/laeringsrum.env").read_text())
        for name, value in filled.items():
            text, count = re.subn(
                rf"^#?LAERINGSRUM_{name}=.*$", f"LAERINGSRUM_{name}={value}", text, flags=re.MULTILINE
            )
            assert count == 1, name
        self.environment_file.parent.mkdir()
        self.environment_file.write_text(text)

    def moved(self, text: str) -> str:
        owner = ("-o laeringsrum -g laeringsrum ", "")
        for theirs, ours in (owner, ("/srv/laeringsrum", f"{self.root}/srv"), ("/backup/", f"{self.root}/backup/")):
            text = text.replace(theirs, ours)
        return text

    def shell(self, command: str) -> list[str]:
        """With the environment as the manual reads it."""
        read = f"set -a; . {self.environment_file}; set +a; exec {self.moved(command)}"
        return ["env", "-i", f"PATH={os.environ['PATH']}", "HOME=/tmp", "LC_ALL=C.UTF-8", "bash", "-ec", read]

    def run(self, command: str) -> str:
        done = subprocess.run(self.shell(command), cwd=self.app, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, unit: str) -> "subprocess.Popen[bytes]":
        text = (CHECKOUT / "deploy/systemd" / unit).read_text().replace("\\\n", " ")
        command = re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)
        assert command is not None
        begun = command[1].replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        log = (self.root / f"{unit}.log").open("wb")
        return subprocess.Popen(self.shell(begun), cwd=self.app, stdout=log, stderr=log)

    def get(self, path: str) -> tuple[int, str]:
        """As nginx would ask: the status, and the text or where it leads."""
        headers = {"Host": "dialog.kommunen.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": VISITOR}
        answer = requests.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=20, allow_redirects=False)
        return answer.status_code, answer.headers.get("Location", answer.text)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine, begun = Machine(tmp_path), []
    release.unpack(machine.app)
    machine.start = lambda unit, start=machine.start: begun.append(start(unit)) or begun[-1]  # type: ignore[method-assign]
    yield machine
    for process in begun:
        process.terminate()
        process.wait(timeout=30)


def test_the_manual_leads_from_an_empty_folder_to_a_running_installation_with_a_backup(
    machine: Machine, prepared: Path, pytestconfig: pytest.Config
) -> None:
    (machine.app / "folk.csv").write_text(PEOPLE, encoding="utf-8")
    steps = [one.replace("folk.xlsx", "folk.csv") for one in commands(section("A real installation"))]
    prepare, rest = steps[0], [one for one in steps[1:] if not one.startswith(NOT_RUN)]
    machine.write_environment()
    machine.run(prepare)
    migrated_database.bring(pytestconfig.cache.mkdir("migrated"), machine.root / "srv/data/laeringsrum.sqlite3")
    shutil.copytree(prepared / "static", machine.root / "srv/data/static")  # collecting takes long, and is asked there
    told = {step: machine.run(step) for step in rest}
    assert len(rest) == 4, "set_up, the administrator, and the file of people twice"
    link = re.search(r"https://dialog\.kommunen\.example(\S+)", told[rest[1]])
    stored = json.loads(told[rest[3]])
    assert link is not None and stored["new"] > 0 and stored["problems"] == []

    machine.start("laeringsrum.service")
    machine.start("laeringsrum-worker.service")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            assert machine.get("/sundhed/") == (200, "ok\n")
            break
        except OSError:
            assert time.monotonic() < deadline, (machine.root / "laeringsrum.service.log").read_text()
            time.sleep(0.3)
    assert {machine.get("/privatliv/")[0] for _number in range(REQUESTS)} == {200}
    counted = f'laeringsrum_requests_total{{method="GET",route="privacy",status="200"}} {REQUESTS}.0'
    assert counted in machine.get("/metrics")[1], "the two processes of the server count together"
    status, leads_to = machine.get(link[1])
    assert status == 302 and leads_to.endswith("-set-password/"), "the link of the administrator is good"

    assert machine.start("laeringsrum-backup.service").wait(timeout=120) == 0
    check = next(one for one in commands(section("Backup")) if "--check" in one)
    assert shlex.split(check)[2:4] == ["backup", "--check"]
    machine.run(check)
