"""Which errors are answered with 400, and that none of them hides a fault of ours."""

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
    """With its traceback."""
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


def test_a_package_that_stumbles_in_the_editor_is_the_request_and_is_logged(caplog: Any) -> None:
    assert is_malformed(asked(EDITOR + "pages/"), error_of(in_django))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info
    assert EDITOR + "pages/" in record.getMessage()


@pytest.mark.parametrize("act", [in_our_own_lines, in_the_standard_library_called_by_us])
def test_a_fault_of_ours_in_the_editor_stays_one(act: Any) -> None:
    assert not is_malformed(asked(EDITOR + "pages/"), error_of(act))


def test_elsewhere_a_package_that_stumbles_is_a_fault() -> None:
    assert not is_malformed(asked("/"), error_of(in_django))


def test_a_row_that_breaks_a_rule_is_a_fault_and_a_number_beyond_the_database_is_not() -> None:
    assert is_malformed(asked("/"), IntegrityError("datatype mismatch"))
    assert not is_malformed(asked("/"), IntegrityError("UNIQUE constraint failed: meetings_agreement.id"))
