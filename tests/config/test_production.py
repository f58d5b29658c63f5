"""Production settings, read in a process of their own: a wrong setting prevents the start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as here

PROJECT_ROOT = Path(here.BASE_DIR)
PRINT = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAERINGSRUM_", "DJANGO_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": f"{PROJECT_ROOT}{os.pathsep}{PROJECT_ROOT / 'site'}",
        "LAERINGSRUM_SECRET_KEY": "".join(map(chr, range(48, 123))),
        "LAERINGSRUM_AUDIT_KEY": "b" * 40,
        "LAERINGSRUM_DATA_DIR": str(data),
        "LAERINGSRUM_DATABASE_URL": "sqlite://",
        "LAERINGSRUM_HOSTS": "dialog.kommunen.example",
        "LAERINGSRUM_BASE_URL": "https://dialog.kommunen.example",
    }


def run(environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *command], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True)


def test_the_minimal_environment_of_the_guide_is_sufficient_and_secure(environment: dict[str, str]) -> None:
    wanted = {
        "DEBUG": False, "DEMO_ALLOWED": False, "COMPONENTS_PAGE": False, "SECRET_KEY_FALLBACKS": [],
        "SESSION_COOKIE_NAME": "__Host-sessionid", "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrftoken", "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True, "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "X_FRAME_OPTIONS": "DENY", "SECURE_CONTENT_TYPE_NOSNIFF": True, "SECURE_REFERRER_POLICY": "same-origin",
        "ADMINS": [],  # nobody gets tracebacks by mail
    }  # fmt: skip
    result = run(environment, "-c", PRINT, *wanted)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == wanted


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SECRET_KEY", None, "LAERINGSRUM_SECRET_KEY"),
        ("SECRET_KEY", "short", "LAERINGSRUM_SECRET_KEY"),
        ("SECRET_KEY", "only-for-development-and-the-demo-never-for-real-data", "LAERINGSRUM_SECRET_KEY"),
        ("AUDIT_KEY", None, "LAERINGSRUM_AUDIT_KEY"),
        ("AUDIT_KEY", "short", "LAERINGSRUM_AUDIT_KEY"),
        ("AUDIT_KEY", "".join(map(chr, range(48, 123))), "not LAERINGSRUM_SECRET_KEY"),
        ("AUDIT_KEY_FILE", "/nonexistent/key", "/nonexistent/key"),
        ("HOSTS", None, "LAERINGSRUM_HOSTS"),
        ("HOSTS", "*", "LAERINGSRUM_HOSTS"),
        ("HOSTS", "dialog.kommunen.example,.kommunen.example", "LAERINGSRUM_HOSTS"),
        ("BASE_URL", None, "LAERINGSRUM_BASE_URL"),
        ("BASE_URL", "http://dialog.kommunen.example", "LAERINGSRUM_BASE_URL"),
        ("DATABASE_URL", "mysql://x@y/z", "postgresql://"),
        ("DATABASE_URL", None, "LAERINGSRUM_DATABASE_URL"),
        ("DATABASE_URL", "", "LAERINGSRUM_DATABASE_URL"),
        ("DATA_DIR", None, "LAERINGSRUM_DATA_DIR"),
        ("DATA_DIR", "/nonexistent/data", "/nonexistent/data"),
        ("LOG_FORMAT", "xml", "LAERINGSRUM_LOG_FORMAT"),
        ("EMAIL_PORT", "smtp", "LAERINGSRUM_EMAIL_PORT"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_starts(
    variable: str, value: str | None, said: str, environment: dict[str, str]
) -> None:
    environment.pop(f"LAERINGSRUM_{variable}", None)
    if value is not None:
        environment[f"LAERINGSRUM_{variable}"] = value
    result = run(environment, "-c", PRINT, "DEBUG")
    assert result.returncode != 0
    assert said in result.stderr.splitlines()[-1]


def test_a_world_readable_data_directory_is_refused(environment: dict[str, str]) -> None:
    data = Path(environment["LAERINGSRUM_DATA_DIR"])
    data.chmod(0o755)
    result = run(environment, "-c", PRINT, "DEBUG")
    assert result.returncode != 0 and f"chmod 700 {data}" in result.stderr
    data.chmod(0o700)
    assert run(environment, "-c", PRINT, "DEBUG").returncode == 0


def test_the_development_secret_key_is_refused() -> None:
    from config.settings import development

    assert development.SECRET_KEY.startswith("only-for-")


def test_djangos_deployment_checks_pass(environment: dict[str, str]) -> None:
    result = run(environment, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_the_demo_is_refused_before_any_query(environment: dict[str, str]) -> None:
    result = run(environment, "manage.py", "load_demo")
    assert result.returncode != 0
    assert "never loaded under production settings" in result.stderr
    assert not list(Path(environment["LAERINGSRUM_DATA_DIR"]).glob("*.sqlite3"))


def test_wsgi_uses_production_settings_by_default(environment: dict[str, str]) -> None:
    del environment["DJANGO_SETTINGS_MODULE"]
    # There is no table yet, so it refuses to start; it has read its settings by then.
    code = (
        "try:\n import config.wsgi\nexcept BaseException:\n pass\n"
        "from django.conf import settings; print(settings.SESSION_COOKIE_NAME)"
    )
    assert run(environment, "-c", code).stdout.strip() == "__Host-sessionid"


def test_the_key_of_the_log_is_read_from_a_file_outside_the_data(environment: dict[str, str], tmp_path: Path) -> None:
    del environment["LAERINGSRUM_AUDIT_KEY"]
    key = tmp_path / "key"
    key.write_text(f"{'n' * 50}\n{'o' * 50}\n")
    result = run({**environment, "LAERINGSRUM_AUDIT_KEY_FILE": str(key)}, "-c", PRINT, "AUDIT_KEYS")
    assert json.loads(result.stdout) == {"AUDIT_KEYS": ["n" * 50, "o" * 50]}, result.stderr
    inside = Path(environment["LAERINGSRUM_DATA_DIR"]) / "key"
    inside.write_text("n" * 50)
    result = run({**environment, "LAERINGSRUM_AUDIT_KEY_FILE": str(inside)}, "-c", PRINT, "AUDIT_KEYS")
    assert result.returncode == 1 and "must be outside" in result.stderr
