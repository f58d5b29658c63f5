"""What monitoring is told, and whom: /sundhed/, the deep check and the metrics."""

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from config import environment
from foundation import audit
from foundation.backup.state import MADE
from foundation.models import AuditEvent, QueuedTask
from home.monitoring import checks
from home.monitoring.middleware import ALIVE, DEEP, METRICS
from tests import factories

NAMED = [DEEP, METRICS]
EMAIL = "django.core.mail.backends.locmem.EmailBackend"
EXAMPLES = Path(django_settings.BASE_DIR) / "deploy/prometheus"


@pytest.fixture
def watched(settings: Any) -> None:
    settings.MONITORING_NETWORKS = [ip_network("127.0.0.1"), ip_network("10.1.0.0/16")]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


@pytest.fixture
def healthy() -> None:
    QueuedTask.objects.create(
        path="x", effect_key=f"daily x {timezone.localdate().isoformat()}", finished_at=timezone.now()
    )
    audit.record(MADE, AuditEvent(pk=0), by=None, encrypted=True)


def test_alive_answers_everybody_without_database_host_name_and_session() -> None:
    response = Client(headers={"host": "10.0.0.7:8000"}).get(ALIVE)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "private, no-store" and not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", NAMED)
def test_without_named_networks_nobody_is_told(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("path", NAMED)
@pytest.mark.parametrize(
    ("forwarded", "may"),
    [(None, True), ("10.1.2.3", True), ("10.1.2.3, 192.0.2.1", False), ("192.0.2.1", False), ("nonsense", False)],
    ids=["itself", "named", "named by the visitor", "another", "nonsense"],
)
def test_only_named_networks_are_told(client: Client, path: str, forwarded: str | None, may: bool) -> None:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    response = client.get(path, headers=headers, follow=True)
    assert (response.status_code != 404) is may


def test_a_network_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAERINGSRUM_MONITORING_NETWORKS", "10.1.0.0/99")
    with pytest.raises(ImproperlyConfigured, match=r"MONITORING_NETWORKS.*10\.1\.0\.0/99"):
        environment.networks("MONITORING_NETWORKS")


@pytest.mark.django_db
@pytest.mark.usefixtures("watched", "healthy")
def test_the_deep_check_answers_in_three_formats(client: Client) -> None:
    lines = client.get(DEEP)
    assert (lines.status_code, lines.content.decode().splitlines()[0]) == (200, "Database: OK")
    names = {line.partition(":")[0] for line in lines.content.decode().splitlines()}
    assert names == {repr(check) for check in checks.checks()} >= {"Files", "Queue", "Mail", "Disk", "Backup"}
    assert client.get(DEEP, {"format": "json"}).json() == dict.fromkeys(names, "OK")
    assert (
        'django_health_check_status{check="Backup"} 1' in client.get(DEEP, {"format": "openmetrics"}).content.decode()
    )
    assert not [
        name for name in default_storage.listdir("")[0] if "health" in name and any(default_storage.listdir(name))
    ]


def _raises(error: Exception) -> Callable[..., Any]:
    def fail(*_args: Any, **_kwargs: Any) -> Any:
        raise error

    return fail


def _no_scanner(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.CLAMD_ADDRESS = "/nowhere/clamd.sock"


def _no_backup(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr("foundation.backup.state.TOO_OLD", timedelta(0))


def _task(**fields: Any) -> Callable[..., None]:
    def make(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
        QueuedTask.objects.create(path="media.tasks.prepare_media", **{name: act() for name, act in fields.items()})

    return make


def _ago(**since: float) -> Callable[[], Any]:
    return lambda: timezone.now() - timedelta(**since)


def _last_night_is_missing(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    day = timezone.localdate() - timedelta(days=2)
    QueuedTask.objects.update(effect_key=f"daily x {day.isoformat()}")


def _patched(name: str, value: object) -> Callable[..., None]:
    return lambda monkeypatch, settings: monkeypatch.setattr(name, value)


@pytest.mark.django_db
@pytest.mark.usefixtures("watched", "healthy")
@pytest.mark.parametrize(
    ("check", "break_it", "sentence"),
    [
        ("Files", _patched("health_check.checks.Storage.check_save", _raises(OSError())), "Der kan ikke skrives"),
        ("Disk", _patched("home.monitoring.checks.MIN_FREE_DISK", 2**80), "fri plads"),
        ("Queue", _task(run_after=_ago(minutes=6)), "ingen worker"),
        ("Queue", _patched("home.monitoring.checks.running_workers", lambda now: 0), "Ingen worker har meldt sig"),
        ("ParkedTasks", _task(parked_at=_ago(minutes=1)), "1 opgave er opgivet"),
        ("NightlyWork", _last_night_is_missing, "Det natlige arbejde kørte sidst"),
        ("Mail", _patched(f"{EMAIL}.open", _raises(smtplib.SMTPException())), "Mailserveren"),
        ("Scanner", _no_scanner, "Virusscanneren"),
        ("Backup", _no_backup, "Den seneste sikkerhedskopi"),
    ],
)  # fmt: skip
def test_what_fails_is_said_in_danish(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, check: str, break_it: Any, sentence: str
) -> None:
    break_it(monkeypatch, settings)
    response = client.get(DEEP, {"format": "json"})
    failed = {name: said for name, said in response.json().items() if said != "OK"}
    assert response.status_code == 500 and set(failed) == {check}
    assert sentence in failed[check]


@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_without_a_database_the_deep_check_still_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(connections["default"]), "cursor", _raises(OperationalError("gone")))
    answer = client.get(DEEP, {"format": "json"}).json()
    assert "Databasen svarer ikke" in answer["Database"] and "Databasen svarer ikke" in answer["Queue"]
    assert answer["Files"] == "OK"


@pytest.mark.django_db
def test_the_administrator_reads_it_in_words(client: Client) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    page = client.get("/drift/sundhed/").content.decode()
    assert "Der er ikke lavet nogen sikkerhedskopi" in page and "Databasen svarer ikke" not in page
    assert page.index("Sikkerhedskopi") < page.index("Database<"), "what fails comes first"


@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_metrics_name_routes_and_never_addresses(client: Client) -> None:
    client.get("/privatliv/")
    client.get("/skoler/emma-jensen/")
    client.generic("EMMA", "/privatliv/")
    text = client.get(METRICS).content.decode()
    assert 'laeringsrum_requests_total{method="GET",route="privacy",status="200"}' in text
    assert 'method="other"' in text
    assert "emma" not in text.lower()


@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_metrics_count_the_queue_by_lane(client: Client) -> None:
    QueuedTask.objects.create(path="x", lane="mail", run_after=timezone.now() - timedelta(minutes=10))
    QueuedTask.objects.create(path="x", lane="films", parked_at=timezone.now())
    QueuedTask.objects.create(path="x", lane="default", finished_at=timezone.now())
    text = client.get(METRICS).content.decode()
    assert 'laeringsrum_tasks_waiting{lane="mail"} 1.0' in text
    assert re.search(r'laeringsrum_tasks_oldest_seconds\{lane="mail"\} 60\d\.', text)
    assert 'laeringsrum_tasks_parked{lane="films"} 1.0' in text
    assert 'laeringsrum_tasks_finished_last_hour{lane="default"} 1.0' in text


@pytest.mark.django_db
@pytest.mark.usefixtures("watched")
def test_the_example_alarms_ask_for_metrics_that_exist(client: Client) -> None:
    QueuedTask.objects.create(path="x", parked_at=timezone.now())
    QueuedTask.objects.create(path="x", run_after=timezone.now())
    client.get("/privatliv/")
    text = client.get(METRICS).content.decode() + client.get(DEEP, {"format": "openmetrics"}).content.decode()
    there = set(re.findall(r"^(\w+)", text, re.MULTILINE)) | {"up"}
    rules = yaml.safe_load((EXAMPLES / "alarms.yml").read_text())["groups"][0]["rules"]
    asked = {name for rule in rules for name in re.findall(r"\b(?:laeringsrum|django_health)_\w+|\bup\b", rule["expr"])}
    assert len(rules) > 5 and asked <= there
    targets = yaml.safe_load((EXAMPLES / "prometheus.yml").read_text())["scrape_configs"]
    assert [target["metrics_path"] for target in targets] == [METRICS, DEEP]
