"""A line of the log: what happened and where, never what somebody wrote (settings.LOGGING).

An exception may quote a row, a form or a file. So of most kinds only the name stays, beside the places in the code; of
those that speak of code, disk and connections the message too. What looks like a CPR number has dots for digits, and
of a link for a new password its secret is gone. Nothing of a request's headers or of the query is told.
"""

import json
import logging
import re
from datetime import datetime
from traceback import StackSummary, walk_tb
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError

from foundation import cpr
from foundation.middleware import request_id

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
)
SECRET_OF_A_LINK = re.compile(r"(/glemt-adgangskode/ny/)[^/\s]+")

#: gunicorn names the whole address, also what was searched for.
QUERY = re.compile(r"\?\S*")
#: Django logs what it refuses with the text that was refused: a host, a file name, a number of fields.
REFUSED = "django.security."

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogFormatter(logging.Formatter):
    """`2026-10-01T09:00:00.000+02:00 WARNING django.request [request number] Not Found: /x/`"""

    def __init__(self, fmt: str = "%(asctime)s %(levelname)s %(name)s [%(request_number)s] %(message)s") -> None:
        super().__init__(fmt)

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's
        record.request_number = request_id.current()
        return super().format(record)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:
        return _without_secrets("\n".join(_told(ei[1], set()))) if ei[1] is not None else ""


class JsonLogFormatter(LogFormatter):
    """The same as one JSON object a line, for a collector of logs: `time`, `level`, `logger`, `request`, `message`, and
    `exception` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.current(),
            "message": _message(record),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith(REFUSED) and record.exc_info:
        path = getattr(getattr(record, "request", None), "path", "")
        return _without_secrets(f"{record.name.removeprefix(REFUSED)}: {path}")
    text = record.getMessage()
    return _without_secrets(QUERY.sub("?…", text) if record.name.startswith("gunicorn.") else text)


def _without_secrets(text: str) -> str:
    return SECRET_OF_A_LINK.sub(r"\1…", cpr.masked(text))


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
