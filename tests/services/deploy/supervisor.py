"""Stands for the programs of a machine that need root: users and systemd. `make(folder)` writes them for a PATH.

What a unit says is what runs: its ExecStart, in its folder, with its environment.
"""

import os
import signal
import sys
from pathlib import Path

PROGRAMS = {
    "id": "exit 1",
    "useradd": 'echo "$@" >> "$SUPERVISED/users"',
    "chown": "exit 0",
    "install": 'exec /usr/bin/install -d -m "$3" "${@: -1}"',
    "runuser": 'shift 3; exec "$@"',
}
SYSTEMCTL = """\
import os, pathlib, re, signal, subprocess, sys, time
units, here = pathlib.Path(os.environ["UNITS"]), pathlib.Path(os.environ["SUPERVISED"])

def begin(name):
    text = (units / name).read_text().replace("\\\\\\n", " ")
    option = lambda key: re.search(rf"^{key}=(.*)$", text, re.M)[1]
    command = f"set -a; . {option('EnvironmentFile')}; set +a; exec {option('ExecStart')}"
    log = (here / f"{name}.log").open("ab")
    clean = {"PATH": os.environ["PATH"], "HOME": "/tmp", "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(["bash", "-ec", command], cwd=option("WorkingDirectory"), env=clean, stdout=log, stderr=log)

verb, *names = [one for one in sys.argv[1:] if not one.startswith("--")]
if verb == "is-enabled":
    sys.exit(not (here / f"{names[0]}.pid").exists())
if verb == "start":
    sys.exit(max(begin(name).wait() for name in names))
services = [name for name in names if name.endswith(".service")]
if verb == "restart":
    services = [path.stem for name in names for path in here.glob(f"{name}.pid")]
    for name in services:
        pid = (here / f"{name}.pid").read_text()
        os.kill(int(pid), signal.SIGTERM)
        running = pathlib.Path(f"/proc/{pid}/cmdline")
        while running.exists() and running.read_bytes():  # without arguments it has ended, and nobody has asked how
            time.sleep(0.1)
for name in services if verb in ("enable", "restart") else ():
    (here / f"{name}.pid").write_text(str(begin(name).pid))
"""


def make(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, text in PROGRAMS.items():
        (folder / name).write_text(f"#!/bin/bash\n{text}\n")
    (folder / "systemctl").write_text(f"#!{sys.executable}\n{SYSTEMCTL}")
    for path in folder.iterdir():
        path.chmod(0o755)


def end_all(supervised: Path) -> None:
    for pid in supervised.glob("*.pid"):
        os.kill(int(pid.read_text()), signal.SIGTERM)
