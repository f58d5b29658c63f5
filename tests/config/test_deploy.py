"""The files of deploy/ fit the code: every setting is explained once, and systemd accepts the units."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

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
    assert len(units) == 7
    result = subprocess.run([str(ANALYZE), "verify", "--man=no", *units], capture_output=True, text=True)
    ours = [line for line in result.stderr.splitlines() if "laeringsrum" in line and "/usr/lib" not in line]
    assert (result.returncode, ours) == (0, []), result.stderr


def test_every_image_of_the_compose_file_has_a_version() -> None:
    images = re.findall(r"^    image: \S+/\S+:(\S+)$", (DEPLOY / "container/compose.yaml").read_text(), re.MULTILINE)
    assert len(images) == 3 and "latest" not in images


def test_compose_names_services_volumes_and_versions_that_exist() -> None:
    """Read by a parser; images are not pulled here."""
    compose = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {"set-up", "web", "worker", *settings.TASK_LANES, "database", "files", "cache"}
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in compose["volumes"], name
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name} is open to the network"
        if "build" in service:
            assert (
                service["env_file"] == "laeringsrum.env" and (PROJECT_ROOT / service["build"]["dockerfile"]).is_file()
            )
        else:
            assert re.search(r":[\w.-]*\d", service["image"]) and "latest" not in service["image"], name
    begins = {name: service.get("command") for name, service in services.items() if "build" in service}
    assert {words[2] for words in begins.values() if words} <= set(get_commands())


def test_the_image_is_made_with_commands_and_options_that_exist() -> None:
    text = (DEPLOY / "container/Containerfile").read_text()
    assert set(re.findall(r"manage\.py (\w+)", text)) <= set(get_commands())
    unit = (DEPLOY / "systemd/laeringsrum.service").read_text()
    command = re.search(r"^CMD (.*)$", text.replace("\\\n", ""), re.MULTILINE)
    assert command is not None
    ours = [word for word in json.loads(command[1]) if word not in {"0.0.0.0:8000"}]
    assert all(word in unit for word in ours), "the image and the unit start the server alike"
