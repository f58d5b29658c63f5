"""The operation page: parked and waiting tasks and mails, without their content."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks.base import Task

from accounts.roles import Role
from foundation import audit
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.errors import NotAllowed
from foundation.mail.enqueue_mail import enqueue_mail
from foundation.models import AuditEvent, QueuedTask
from foundation.task_queue.dead_letter import parked
from home.operation.reading import NAMES
from home.operation.retry import retry_parked_tasks
from tests import factories
from tests.queued_mails import mail_tasks

pytestmark = pytest.mark.django_db
ADDRESS = "/drift/"
MAX_STATEMENTS = 12


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    return client


def given_up(**fields: Any) -> QueuedTask:
    fields = {"path": "media.tasks.prepare_media", "arguments": {"args": ["hemmelig-nøgle"]}, **fields}
    return QueuedTask.objects.create(parked_at=timezone.now(), attempts=5, last_error="ValueError (a.py:3)", **fields)


def mail_given_up() -> QueuedTask:
    enqueue_mail(to="mor@example.dk", subject="Om Emma", body="Hemmeligt")
    mail_tasks().update(parked_at=timezone.now(), attempts=5, last_error="SMTPError (send_mail.py:21)")
    return mail_tasks().latest("pk")


def waits(**fields: Any) -> QueuedTask:
    return QueuedTask.objects.create(path="media.tasks.prepare_media", **fields)


def read(client: Client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_without_problems(administrator: Client) -> None:
    html = read(administrator)
    assert "Der er ikke opgivet noget" in html and "Ingen opgaver venter" in html
    assert "Programmet kører ikke" not in html


def test_the_page_says_at_once_when_procrastinate_hears_of_no_worker(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for workers, is_said in ((2, False), (0, True)):
        monkeypatch.setattr("home.operation.reading.running_workers", lambda now, workers=workers: workers)
        assert ("Ingen worker har meldt sig" in read(administrator)) is is_said


def test_a_worker_that_cannot_see_the_files_is_named_with_the_reason(administrator: Client) -> None:
    for number in range(3):
        waits(
            given_back_at=timezone.now(), given_back_by=f"maskine2-{number}-abc",
            last_error="The shared folder quarantine (/data/quarantine) is not mounted here.",
        )  # fmt: skip
    waits(given_back_at=timezone.now() - timedelta(hours=1), given_back_by="maskine3-1-abc", last_error="gammel")
    html = read(administrator)
    assert "Programmet kan ikke se filerne" in html and html.count("På maskine2, senest") == 1
    assert "/data/quarantine" in html and "maskine3" not in html


def test_parked_work_is_listed_without_its_content(administrator: Client) -> None:
    given_up()
    mail_given_up()
    html = read(administrator)
    assert "Gør en fil klar" in html and "ValueError (a.py:3)" in html and "5 forsøg" in html
    assert "Send en mail" in html and "SMTPError" in html
    for secret in ("hemmelig-nøgle", "mor@example.dk", "Emma", "Hemmeligt"):
        assert secret not in html


def test_waiting_tasks_of_one_name_are_one_row(administrator: Client) -> None:
    for number in range(3):
        with time_machine.travel(datetime(2026, 10, 22, 8 + number, tzinfo=UTC)):
            waits(attempts=number)
    html = read(administrator)
    assert "3 opgaver venter" in html and html.count("Gør en fil klar") == 1
    assert "3 opgaver, den ældste fra 22." in html and "2 forsøg" in html


def test_a_task_and_a_mail_are_retried(administrator: Client) -> None:
    one, other, mail = given_up(), given_up(), mail_given_up()
    answer = administrator.post(ADDRESS, {"task": one.pk}, follow=True)
    assert "1 prøves igen" in answer.content.decode()
    assert [task.pk for task in parked()] == [other.pk, mail.pk]
    one.refresh_from_db()
    assert one.attempts == 0
    administrator.post(ADDRESS, {"task": mail.pk})
    mail.refresh_from_db()
    assert mail.attempts == 0
    assert AuditEvent.objects.filter(action="operation.tried_again").count() == 2


def test_all_parked_work_is_retried(administrator: Client) -> None:
    given_up(), given_up()
    mail_given_up()
    assert "Prøv alle 3 igen" in read(administrator)
    administrator.post(ADDRESS, {"task": "all"})
    assert parked().count() == 0


@pytest.mark.parametrize("sent", [{}, {"task": "x"}, {"task": "9" * 30}, {"task": "-1"}, {"task": "0"}])
def test_retrying_something_unknown_shows_a_message(administrator: Client, sent: dict[str, str]) -> None:
    given_up()
    answer = administrator.post(ADDRESS, sent, follow=True)
    assert "ikke længere noget at prøve igen" in answer.content.decode()
    assert parked().count() == 1


def test_a_task_that_runs_is_not_touched(administrator: Client) -> None:
    running = waits(attempts=2)
    administrator.post(ADDRESS, {"task": running.pk})
    running.refresh_from_db()
    assert running.attempts == 2


def test_the_page_says_when_no_worker_runs(administrator: Client) -> None:
    waits()
    assert "1 opgave venter" in read(administrator) and "Programmet kører ikke" not in read(administrator)
    waits(run_after=timezone.now() - timedelta(minutes=6))
    html = read(administrator)
    assert "Programmet kører ikke" in html and "manage.py work" in html
    QueuedTask.objects.all().delete()
    enqueue_mail(to="a@b.dk", subject="x", body="y")
    mail_tasks().update(run_after=timezone.now() - timedelta(minutes=6))
    assert "Programmet kører ikke" in read(administrator)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_get_404(client: Client, role: Role) -> None:
    person = factories.user(role=role)
    task = given_up()
    client.force_login(person)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {"task": task.pk}).status_code == 404
    with pytest.raises(NotAllowed):
        retry_parked_tasks(task_name="all", by=person)
    assert parked().count() == 1
    assert "/drift/" not in client.get("/").content.decode()


def test_the_menu_has_a_link(administrator: Client) -> None:
    assert 'href="/drift/"' in administrator.get("/").content.decode()


def test_the_number_of_queries_is_constant(administrator: Client) -> None:
    costs = []
    for _round in range(2):
        for _number in range(10):
            given_up(), mail_given_up(), waits()
        read(administrator)  # what is remembered between requests
        with CaptureQueriesContext(connection) as queries:
            read(administrator)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= MAX_STATEMENTS


#: Apps of Wagtail that are not installed; to import them makes models without tables.
NOT_INSTALLED = ("wagtail.images.", "wagtail.documents.", "wagtail.embeds.")


def test_every_task_has_a_name_that_an_operator_understands() -> None:
    defined = {task.module_path for task in all_tasks()}
    assert defined >= set(settings.DAILY_TASKS)
    assert defined == set(NAMES)


def all_tasks() -> Iterator[Task]:
    """The tasks of all modules that define one: ours and Wagtail's."""
    for app in apps.get_app_configs():
        for file in Path(app.path).rglob("*.py"):
            name = ".".join([app.name, *file.relative_to(app.path).with_suffix("").parts])
            if not name.startswith(("tests.", *NOT_INSTALLED)) and "\n@task(" in file.read_text():
                yield from (value for value in vars(import_module(name)).values() if isinstance(value, Task))


def test_the_page_warns_of_an_old_backup_and_of_a_ledger_that_cannot_be_written(administrator: Client) -> None:
    assert "endnu ikke taget en sikkerhedskopi" in read(administrator)
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        event = audit.record("backup.made", factories.user(), by=None, encrypted=False)
    html = read(administrator)
    assert "Den seneste sikkerhedskopi blev taget" in html and "ikke krypteret" in html
    assert "for gammel" not in html and "Listen over sletninger ligger sammen med data" in html
    with time_machine.travel(event.at + timedelta(days=2, hours=1)):
        administrator.force_login(factories.user(role=Role.ADMINISTRATOR))
        assert "Den seneste sikkerhedskopi er for gammel" in read(administrator)
    old = timezone.now() - timedelta(minutes=5)
    LedgerEntry.objects.create(at=old, act="deleted", object_type="media.MediaItem", object_id="1")
    assert "1 handling står kun i databasen" in read(administrator)
