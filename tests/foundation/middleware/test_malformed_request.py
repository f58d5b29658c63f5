"""Which errors are answered with 400, and that errors of our code are not."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from foundation.middleware.malformed_request import is_malformed

EDITOR = "/" + settings.EDITOR_PATH


def error_of(act: Callable[[], None]) -> Exception:
    """The exception that `act` raises, with its traceback."""
    try:
        act()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def in_django() -> None:
    QueryDict("a=b", mutable=False)["missing"]


def in_our_own_lines() -> None:
    raise ValueError("ours")


def in_the_standard_library_called_by_us() -> None:
    logging.Logger("x").setLevel("no such level")


def asked(path: str) -> HttpRequest:
    return RequestFactory().get(path)


def test_an_error_of_a_package_in_the_admin_is_malformed_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert is_malformed(asked(EDITOR + "pages/"), error_of(in_django))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info
    assert EDITOR + "pages/" in record.getMessage()


@pytest.mark.parametrize("act", [in_our_own_lines, in_the_standard_library_called_by_us])
def test_an_error_of_our_code_in_the_admin_is_not_malformed(act: Any) -> None:
    assert not is_malformed(asked(EDITOR + "pages/"), error_of(act))


def test_an_error_of_a_package_outside_the_admin_is_not_malformed() -> None:
    assert not is_malformed(asked("/"), error_of(in_django))


def test_a_constraint_violation_is_not_malformed_but_a_too_large_number_is() -> None:
    assert is_malformed(asked("/"), IntegrityError("datatype mismatch"))
    assert not is_malformed(asked("/"), IntegrityError("UNIQUE constraint failed: meetings_agreement.id"))
