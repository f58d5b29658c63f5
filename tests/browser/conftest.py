"""Browser windows for tests: headless Chromium against Django's live test server, on a database file of its own.

A test opens one window for each person. Errors that nobody sees (script errors, violations of the content policy,
requests to other hosts) fail the test when it ends.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core.signals import request_finished, request_started
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.windows import ARGUMENTS, DESKTOP, PHONE, Watch
from tests.factories import PASSWORD

#: The first is the same engine without a browser's own windows: a page costs it a fourth of the processor time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PATIENCE = 30_000  # milliseconds, for a machine that is busy with other tests

OpenWindow = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Threads of the server see committed rows only."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        pytest.skip("journeys in the browser were not run: no Chromium (Debian: chromium-headless-shell)")
    # Playwright keeps an event loop in this thread, which makes Django think that we are asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_kept() -> Iterator[None]:
    """A window asks once for each of the fifty style sheets, as on a real server, and not anew on every page."""
    serve = StaticFilesHandlerMixin.serve

    def serve_for_an_hour(handler: StaticFilesHandlerMixin, request: HttpRequest) -> Any:
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with mock.patch.object(StaticFilesHandlerMixin, "serve", serve_for_an_hour):
        yield


class RequestsInProgress:
    """A page that follows a meeting asks all the time: what was on its way is waited for before tables are emptied.

    Threads of the server tell nothing: each stays as long as its connection does.
    """

    def __init__(self) -> None:
        self.count = 0
        self.changed = threading.Condition()
        request_started.connect(self.started)
        request_finished.connect(self.finished)

    def started(self, **kwargs: Any) -> None:
        self._add(1)

    def finished(self, **kwargs: Any) -> None:
        self._add(-1)

    def _add(self, number: int) -> None:
        with self.changed:
            self.count += number
            self.changed.notify_all()

    def wait_for_none(self) -> None:
        time.sleep(0.05)  # what a window sent last is begun by then
        with self.changed:
            self.changed.wait_for(lambda: self.count <= 0, timeout=5)
            self.count = 0


@pytest.fixture(scope="session")
def requests_in_progress() -> RequestsInProgress:
    return RequestsInProgress()


@pytest.fixture
def base_url(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the test server; links in mails point there."""
    monkeypatch.setattr(settings, "BASE_URL", live_server.url)
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", live_server.url)
    return live_server.url


@pytest.fixture
def open_window(chromium: Browser, base_url: str, requests_in_progress: RequestsInProgress) -> Iterator[OpenWindow]:
    """`open_window(phone=True, user=anna, script=False)` gives a Page in a fresh browser profile.

    `user` is signed in beforehand; leave it out to test signing in with `sign_in`. Addresses may be relative.
    Other options are those of Playwright's `new_context`. `page.watch.allowed.add(409)` lets a script's request be
    answered so.
    """
    opened: list[tuple[Any, Watch]] = []

    def open_one(*, phone: bool = False, user: User | None = None, script: bool = True, **options: Any) -> Page:
        options = {"viewport": PHONE if phone else DESKTOP, "has_touch": phone, **options}
        context = chromium.new_context(
            base_url=base_url,
            java_script_enabled=script,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        if user:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": base_url}])
        watch = Watch(host=base_url.removeprefix("http://"))
        context.on("page", watch.follow)
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        opened.append((context, watch))
        return page

    yield open_one
    for context, _ in opened:
        context.close()
    requests_in_progress.wait_for_none()
    problems = [problem for _, watch in opened for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, open_window: OpenWindow) -> Page:
    """A visitor's window, once at a desk and once on a phone."""
    return open_window(phone=request.param == "phone")


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def sign_in() -> Callable[..., None]:
    """`sign_in(page, "anna@example.dk")` opens the sign-in page and signs in."""

    def sign_in_with_form(page: Page, email: str, password: str = PASSWORD) -> None:
        page.goto("/konto/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(password)
        page.locator("form:has(input[name=password]) button[type=submit]").click()
        page.wait_for_url(lambda url: "/konto/login/" not in url)

    return sign_in_with_form
