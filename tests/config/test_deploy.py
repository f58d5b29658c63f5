"""The files of deploy/ fit the code: every setting is explained once, and systemd accepts the units."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PROJECT_ROOT = Path(settings.BASE_DIR)
DEPLOY = PROJECT_ROOT / "deploy"
READ = re.compile(r"""environment\.(?:text|flag|number|comma_separated|networks)\(\s*"(\w+)""")
ANALYZE = shutil.which("systemd-analyze")


def test_the_environment_file_names_every_setting_once_and_no_other() -> None:
    read = {name for path in (PROJECT_ROOT / "site/config").rglob("*.py") for name in READ.findall(path.read_text())}
    named = re.findall(r"^#?LAERINGSRUM_(\w+)=", (DEPLOY / "laeringsrum.env").read_text(), re.MULTILINE)
    assert len(named) == len(set(named)) and set(named) == read


def test_production_starts_with_the_environment_file_when_the_keys_are_filled_in(tmp_path: Path) -> None:
    """All settings at the values of the file, the commented defaults too."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    lines = re.findall(r"^#?((?:LAERINGSRUM|DJANGO)_\w+)=(.*)$", (DEPLOY / "laeringsrum.env").read_text(), re.MULTILINE)
    filled = {
        **dict(lines),
        "LAERINGSRUM_SECRET_KEY": "s" * 49 + "k",
        "LAERINGSRUM_AUDIT_KEY": "a" * 50,
        "LAERINGSRUM_DATA_DIR": str(data),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAERINGSRUM_", "DJANGO_"))}
    path = f"{PROJECT_ROOT}{os.pathsep}{PROJECT_ROOT / 'site'}"
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG, settings.TASK_WAITS)"]
    result = subprocess.run(
        command, cwd=PROJECT_ROOT, env={**kept, **filled, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert result.stdout.strip() == "False [10, 60, 600, 3600]", result.stderr


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """On this machine's paths: the programs that the units name are those of the checkout."""
    programs = tmp_path / "app/.venv/bin"
    programs.mkdir(parents=True)
    for name in ("python", "gunicorn"):
        (programs / name).symlink_to(shutil.which("true") or "/bin/true")
    units = []
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        text = unit.read_text().replace("/srv/laeringsrum/app", str(tmp_path / "app"))
        (tmp_path / unit.name).write_text(text)
        units.append(str(tmp_path / unit.name))
    assert len(units) == 6
    result = subprocess.run([str(ANALYZE), "verify", "--man=no", *units], capture_output=True, text=True)
    ours = [line for line in result.stderr.splitlines() if "laeringsrum" in line and "/usr/lib" not in line]
    assert (result.returncode, ours) == (0, []), result.stderr


def test_every_image_of_the_compose_file_has_a_version() -> None:
    images = re.findall(r"^    image: \S+/\S+:(\S+)$", (DEPLOY / "container/compose.yaml").read_text(), re.MULTILINE)
    assert len(images) == 3 and "latest" not in images
