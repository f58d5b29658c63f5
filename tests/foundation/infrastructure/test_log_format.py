"""Log lines say where something failed, and nothing that people wrote."""

import io
import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as project_settings
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from accounts.user import User
from foundation.infrastructure.log_format import JsonLogFormatter, LogFormatter
from foundation.middleware.request_id import use_request_id
from tests import factories

WRITTEN = "Anna slog Bo i skolegården"
ADDRESS, NAME = "anna.and@skole.example", "Anna And"


@pytest.fixture
def line() -> Callable[..., str]:
    """The log output for an exception raised by `act`."""

    def made(act: Callable[[], Any], text: str = "Internal Server Error: /soeg/") -> str:
        formatter = LogFormatter()
        try:
            act()
        except Exception as error:
            info = (type(error), error, error.__traceback__)
            return formatter.format(logging.LogRecord("x", logging.ERROR, __file__, 1, text, None, info))
        raise AssertionError("nothing was raised")

    return made


def fails_with(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


def test_the_place_is_logged_and_not_the_content(line: Callable[..., str]) -> None:
    said = line(fails_with(ValueError(WRITTEN)))
    assert "Traceback" in said and "in act" in said and said.endswith("\nValueError")
    assert "Anna" not in said


def test_causes_are_logged_without_content_too(line: Callable[..., str]) -> None:
    def act() -> None:
        try:
            raise KeyError(WRITTEN)
        except KeyError as error:
            raise RuntimeError(WRITTEN) from error

    said = line(act)
    assert said.index("KeyError") < said.index("which led to") < said.index("RuntimeError")
    assert "Anna" not in said


def test_a_cycle_of_causes_terminates(line: Callable[..., str]) -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert line(fails_with(first)).count("ValueError") == 2


def test_messages_about_code_and_connections_are_logged(line: Callable[..., str]) -> None:
    assert line(fails_with(OperationalError("database is locked"))).endswith("OperationalError: database is locked")
    assert "No space left" in line(fails_with(OSError(28, "No space left on device")))


@pytest.mark.django_db
def test_a_database_error_does_not_quote_the_row(line: Callable[..., str]) -> None:
    factories.user(email=ADDRESS)

    def act() -> None:
        with transaction.atomic():
            User.objects.create(email=ADDRESS, name=NAME)

    said = line(act)
    assert "IntegrityError" in said and "anna.and" not in said and "Anna And" not in said
    quoted = IntegrityError('duplicate key value violates unique constraint "x"\nDETAIL:  Key (email)=(anna@x.dk)')
    assert line(fails_with(quoted)).endswith('violates unique constraint "x"')


@pytest.mark.parametrize(
    ("address", "logged"),
    [("/svar/Abc-123_x/", "/svar/…/"), ("/referat/Abc-123_x/", "/referat/…/"), ("/a/b/2026/referat/skriv/",) * 2],
)
def test_links_of_participants_have_no_secret(address: str, logged: str) -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", (address,), None)
    assert LogFormatter("%(message)s").format(record) == f"Not Found: {logged}"


def test_cpr_numbers_are_masked_and_reset_links_have_no_secret() -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", ("/soeg/010190-1234/",), None)
    assert LogFormatter("%(message)s").format(record) == "Not Found: /soeg/••••••-••••/"
    address = "/konto/glemt-adgangskode/ny/1-dik123-5fcee9caab3d30651c3c6e7c98bce344/%3E"
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", (address,), None)
    assert LogFormatter("%(message)s").format(record) == "Not Found: /konto/glemt-adgangskode/ny/…/%3E"


@pytest.mark.django_db
def test_a_failing_page_is_logged_without_content(monkeypatch: pytest.MonkeyPatch) -> None:
    assert project_settings.LOGGING["formatters"]["ours"]["()"] == "foundation.infrastructure.log_format.LogFormatter"
    assert project_settings.LOGGING["root"]["handlers"] == ["console"]
    monkeypatch.setattr("foundation.views.render", lambda *_words: fails_with(ValueError(WRITTEN))())
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LogFormatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert Client(raise_request_exception=False).get("/privatliv/").status_code == 500
        Client().get("/findes-ikke/010190-1234/")
    finally:
        logger.removeHandler(handler)
    said = stream.getvalue()
    assert "Internal Server Error: /privatliv/" in said and "ValueError" in said
    assert WRITTEN not in said and "1234" not in said


@pytest.mark.django_db  # the answer is a page in the municipality's name
@pytest.mark.parametrize("host", ["ond.example", "010190-1234.example", "a b"])
def test_an_unknown_host_is_not_logged(host: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert Client().get("/konto/login/", headers={"host": host}).status_code == 400
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("logger", ["DisallowedRedirect", "SuspiciousFileOperation", "TooManyFieldsSent"])
def test_suspicious_operations_are_logged_without_the_refused_text(logger: str) -> None:
    error = ValueError(WRITTEN)
    record = logging.LogRecord(
        f"django.security.{logger}", logging.ERROR, __file__, 1, str(error), None, (ValueError, error, None)
    )
    said = LogFormatter().format(record)
    assert f"{logger}: " in said and "Anna" not in said


def test_a_host_is_not_quoted_by_another_logger_either(line: Callable[..., str]) -> None:
    from django.core.exceptions import DisallowedHost

    assert "ond.example" not in line(fails_with(DisallowedHost("Invalid HTTP_HOST header: 'ond.example'")))


def test_gunicorn_lines_have_the_path_but_no_query() -> None:
    record = logging.LogRecord(
        "gunicorn.error", logging.ERROR, __file__, 1, "Error handling request %s %s", ("GET", "/soeg/?q=Anna"), None
    )
    assert LogFormatter("%(message)s").format(record) == "Error handling request GET /soeg/?…"


def test_a_line_has_time_zone_and_request_id() -> None:
    record = logging.LogRecord("laeringsrum.x", logging.INFO, __file__, 1, "hej", None, None)
    with use_request_id("abcdefgh"):
        said = LogFormatter().format(record)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d INFO laeringsrum\.x \[abcdefgh\] hej", said
    )


def test_json_lines_have_the_same_content() -> None:
    error = ValueError(WRITTEN)
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "Fejl: 010190-1234\nmere", None, (ValueError, error, None)
    )
    with use_request_id("abcdefgh"):
        said = JsonLogFormatter().format(record)
    assert "\n" not in said and "Anna" not in said and "1234" not in said
    told = json.loads(said)
    assert (told["level"], told["logger"], told["request"]) == ("ERROR", "x", "abcdefgh")
    assert told["exception"].endswith("ValueError")
    assert re.search(r"[+-]\d\d:\d\d$", told["time"])
