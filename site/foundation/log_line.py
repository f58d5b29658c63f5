"""A line of the log: what happened and where, never what somebody wrote (settings.LOGGING).

An exception may quote a row, a form or a file. So of most kinds only the name stays, beside the places in the code; of
those that speak of code, disk and connections the message too. What looks like a CPR number has dots for digits, and
of a link for a new password its secret is gone.
"""

import logging
import re
from traceback import StackSummary, walk_tb
from types import TracebackType

from django.core.exceptions import DisallowedHost, ImproperlyConfigured
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError

from foundation import cpr

#: Their messages hold names of code, files of ours, addresses of servers and constraints.
SPEAKS_OF_CODE = (
    OSError,
    AttributeError,
    ImportError,
    NameError,
    ImproperlyConfigured,
    OperationalError,
    InterfaceError,
    ProgrammingError,
    IntegrityError,
    DisallowedHost,
)
SECRET_OF_A_LINK = re.compile(r"(/glemt-adgangskode/ny/)[^/\s]+")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's
        return SECRET_OF_A_LINK.sub(r"\1…", cpr.masked(super().format(record)))

    def formatException(self, ei: ExcInfo) -> str:
        return "\n".join(_told(ei[1], set())) if ei[1] is not None else ""


def _told(error: BaseException, seen: set[int]) -> list[str]:
    """The exception and those it came from, the first cause first, as Python tells them."""
    seen.add(id(error))
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        lines = [*_told(cause, seen), "which led to", ""]
    lines.append("Traceback (most recent call last):")
    for piece in StackSummary.extract(walk_tb(error.__traceback__)).format():
        lines += piece.rstrip("\n").split("\n")
    return [*lines, _name_and_what_may_be_said(error)]


def _name_and_what_may_be_said(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    # PostgreSQL quotes the row after the first line.
    said = str(error).partition("\n")[0] if isinstance(error, SPEAKS_OF_CODE) else ""
    return f"{name}: {said}" if said else name
