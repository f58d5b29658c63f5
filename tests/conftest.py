"""What every test stands on."""

import functools
import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests import migrated_database, prepared
from tests.unknown_variables import FailingString

#: The present time when the tests begin: a Thursday in the school year 2026/2027. From then on it ticks.
PRESENT = datetime.fromisoformat(os.environ.get("TEST_NOW", "2026-10-01T10:00+02:00"))
#: Begun before any test module is imported, so that constants of modules are of the same day.
time_machine.travel(PRESENT, tick=True).start()

#: How long an example takes is the machine's affair. What decides whether a change is merged tries the same examples
#: each time; runs of developers look for new ones.
hypothesis_settings.register_profile(
    "tests", deadline=None, derandomize=os.environ.get("CI") == "true", suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("tests")

HERE = Path(__file__).resolve().parent
IS_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
NOTHING_MAY_BE_SKIPPED = os.environ.get("CI") == "true"
#: Folder of tests/ -> the marker that all its tests carry.
MARKED_FOLDERS = {"browser": "browser", "services": "services", "architecture": "architecture"}


#: Reading, forms and files: what these look at is the same on every database, or they take long. They are collected on
#: SQLite only. On PostgreSQL each form is sent by leaks/test_every_form.py, and the actions have tests of their own.
ON_ONE_DATABASE = (
    *MARKED_FOLDERS,
    "accounts/directory/test_openid.py",
    "accounts/directory/test_saml.py",
    "accounts/test_second_factor.py",
    "config",
    "foundation/cpr_forms",
    "foundation/forms",
    "foundation/test_component_gallery.py",
    "foundation/test_base_template.py",
    "home/access_exports/test_access_exports.py",
    "home/data_protection/test_papers.py",
    "home/operation",
    "home/test_demo.py",
    "home/test_demo_large.py",
    "home/test_editor_pages_in_use.py",
    "home/test_front_page.py",
    "home/test_import_template.py",
    "home/test_meeting_page.py",
    "home/test_messages_of_a_year.py",
    "leaks",
    "media/ingest/test_add_captions.py",
    "media/ingest/test_bad_pictures.py",
    "media/ingest/test_battery.py",
    "media/ingest/test_hidden.py",
    "media/ingest/test_make_document.py",
    "media/ingest/test_make_film.py",
    "media/ingest/test_make_image.py",
    "media/ingest/test_metadata.py",
    "media/ingest/test_odd_files.py",
    "media/ingest/test_refuse_cpr.py",
    "media/ingest/test_film_and_sound.py",
    "media/serving/test_serving.py",
    "media/test_shared_folders.py",
    "media/uploading/test_in_bucket.py",
    "meetings/articles/test_writing.py",
    "meetings/convening/test_calendar_replies.py",
    "meetings/evidence/contribution/test_contribution_form.py",
    "meetings/evidence/contribution/test_story_pieces.py",
    "meetings/evidence/files/test_bad_files.py",
    "meetings/evidence/files/test_media_access.py",
    "meetings/evidence/sharing/test_handed_in.py",
    "meetings/evidence/sharing/test_who_can_see_is_true.py",
    "meetings/evidence/test_reading.py",
    "meetings/exports/test_documents.py",
    "meetings/exports/test_package.py",
    "meetings/exports/test_pdf.py",
    "meetings/exports/test_word.py",
    "meetings/figures/charts",
    "meetings/figures/parsing",
    "meetings/first_day/test_people_file.py",
    "meetings/forum/days/test_no_sequence_shows_more_of_a_day.py",
    "meetings/forum/days/test_notes_on_days.py",
    "meetings/forum/test_no_sequence_shows_what_is_denied.py",
    "meetings/minutes/remarks/test_by_link.py",
    "meetings/moderation/test_workflow_form.py",
    "meetings/overview",
    "meetings/presentation",
    "meetings/questionnaires/test_building.py",
    "meetings/schedule/test_feed.py",
    "meetings/template/importing",
    "queries",
)

#: Of a folder that is otherwise collected on SQLite only: every form, filled in and sent.
ON_EVERY_DATABASE = "leaks/test_every_form.py::test_a_form_sent_twice_has_one_effect_and_one_answer"

#: Pages and mails are drawn from rows that the tests of actions and of visibility read on every database, and
#: meetings/units/test_visible_rows.py serves each page on both.
DRAWN = re.compile(r"test_(\w+_)?(pages?|mails|my_tasks)\.py")

#: What needs a PostgreSQL server, and a test database there.
ON_POSTGRESQL = (
    "foundation/backup/test_on_postgresql.py",
    "foundation/moving/test_move_database.py",
    "media/uploading/test_two_machines.py",
    "foundation/task_queue/test_on_procrastinate.py",
    "foundation/task_queue/test_processes_on_procrastinate.py",
)

#: These take longest, and begin first, so that no worker waits for the other at the end. None of those that run on
#: PostgreSQL commits: the rows of migrations are gone after it, and pytest-django runs such tests last.
SLOWEST_FIRST = (
    "services",
    "browser/test_one_real_year.py",
    "meetings/forum/test_no_sequence_shows_what_is_denied.py",
    "home/test_demo.py",
    "home/test_messages_of_a_year.py",
    "leaks",
    "meetings/evidence/files/test_bad_files.py",
    "media/ingest",
    "browser",
    "upgrade",
    "worst_texts",
)

#: Wagtail's apps that we do not install (docs/decisions/0003).
NOT_INSTALLED = {"wagtail.images.models", "wagtail.documents.models"}

#: Characters of a parameter in a test's name.
MAX_ID_LENGTH = 80

#: A test that asks for one of these, or bears the marker django_db, meets the database.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    if (HERE / ON_EVERY_DATABASE.partition("::")[0]).is_relative_to(collection_path):
        return None
    elsewhere = ON_POSTGRESQL if IS_SQLITE else ON_ONE_DATABASE
    is_drawn = not IS_SQLITE and DRAWN.fullmatch(collection_path.name)
    return True if is_drawn or _place(collection_path, elsewhere) < len(elsewhere) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    gone = [path for path in (*ON_ONE_DATABASE, *ON_POSTGRESQL, *SLOWEST_FIRST) if not (HERE / path).exists()]
    assert not gone, f"tests/conftest.py names what is not here any more: {gone}"
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(MARKED_FOLDERS[folder])
        _bring_back_the_rows_of_migrations(item)
    if not IS_SQLITE:
        _leave_out_what_meets_no_database(config, items)
    items.sort(key=lambda item: _place(item.path, SLOWEST_FIRST))


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file's bytes or a long text is named by its argument: workers must collect the same names, and a file that a
    test makes bears the second it was made in."""
    return argname if isinstance(val, (bytes, str)) and len(val) > MAX_ID_LENGTH else None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The garbage collector takes an eighth of the time where it looks at all modules and tests again and again."""
    gc.freeze()
    gc.set_threshold(7_000)


@functools.cache
def _place(path: Path, names: tuple[str, ...]) -> int:
    """The place of the first of the names that is this file or a folder around it; after the last when none is."""
    return next((place for place, name in enumerate(names) if path.is_relative_to(HERE / name)), len(names))


def _leave_out_what_meets_no_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The run on PostgreSQL is for what differs there; the rest is run on SQLite."""
    meets = {
        item
        for item in items
        if (item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
        and not item.get_closest_marker("sqlite_file")
        and (_place(item.path, ON_ONE_DATABASE) == len(ON_ONE_DATABASE) or ON_EVERY_DATABASE in item.nodeid)
    }
    config.hook.pytest_deselected(items=[item for item in items if item not in meets])
    items[:] = [item for item in items if item in meets]


def _bring_back_the_rows_of_migrations(item: pytest.Item) -> None:
    """A test that commits finds the rows that migrations made, and leaves none.

    Mixed with tests that ask for nothing, Django would plant the tree again after these (with other numbers on
    PostgreSQL), and the next test's rows would collide with it.
    """
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Content types are known, as in a process that has served pages: no count of queries depends on earlier tests."""
    if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
        ContentType.objects.get_for_models(*apps.get_models())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """With CI=true a skipped test is a failed one: the machine that builds has everything."""
    report = yield
    if NOTHING_MAY_BE_SKIPPED and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI=true allows no skipping. {reason}"
    return report


def pytest_unconfigure() -> None:
    """The data directory belongs to this session (config/settings/test.py)."""
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def _sqlite_file() -> Path:
    return Path(settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """It may be there already migrated; a SQLite file lies in the session's own directory, and PostgreSQL's server ends
    with the run."""
    return True


@pytest.fixture(scope="session")
def _keep_what_is_migrated(
    django_db_modify_db_settings: None, pytestconfig: pytest.Config
) -> Callable[[], None] | None:
    """None when the test database is a migrated copy; otherwise to be called when it is migrated."""
    if not IS_SQLITE:
        server = migrated_database.bring_on_postgresql()
        return server and functools.partial(migrated_database.keep_on_postgresql, server)
    folder = pytestconfig.cache.mkdir("migrated")
    is_there = migrated_database.bring(folder, _sqlite_file())
    return None if is_there else functools.partial(migrated_database.keep, folder, _sqlite_file())


@pytest.fixture(scope="session")
def django_db_setup(
    _keep_what_is_migrated: Callable[[], None] | None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        if _keep_what_is_migrated:
            _keep_what_is_migrated()
        prepared.watch()
        if IS_SQLITE:
            migrated_database.return_to_it_after_commits()
        else:
            migrated_database.empty_tables_without_triggers()


@pytest.fixture(autouse=True, scope="session")
def _unknown_template_variables_fail() -> None:
    from django.template import engines

    engines["django"].engine.string_if_invalid = FailingString()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No test sees another's cached values or counted sign-in attempts."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _only_installed_models() -> Iterator[None]:
    """An app that is not installed would leave models without tables in the process, for every request after."""
    yield
    assert not NOT_INSTALLED & sys.modules.keys()


@pytest.fixture
def today() -> date:
    """The day passed to actions: a Thursday in the school year 2026/2027."""
    return date(2026, 10, 1)


@pytest.fixture
def real_queue(settings: Any) -> None:
    """Tasks wait in the table until a worker takes them, as in production."""
    settings.TASKS = {"default": {"BACKEND": "foundation.task_queue.backend.TableBackend", "QUEUES": []}}
