"""Log formatters that leave out what people wrote (settings.LOGGING).

An exception's message may quote a row, a form or a file. So of most exceptions only the name is logged, with the
traceback; of those about code, disk and connections (SAFE_MESSAGES) the message too. Apparent CPR numbers are masked,
and the secrets of links in mails are removed. Request headers and query strings are not logged.
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

#: Exceptions whose messages are safe: names in the code, our files, addresses of servers, constraints.
SAFE_MESSAGES = (
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
SECRET_OF_A_LINK = re.compile(r"((?:/glemt-adgangskode/ny|(?<!\S)/(?:svar|referat))/)[^/\s]+")

#: gunicorn logs the whole address, also what was searched for.
QUERY = re.compile(r"\?\S*")
#: Django's loggers for SuspiciousOperation, which quote the refused text: a host, a file name, a number of fields.
SECURITY_LOGGERS = "django.security."

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogFormatter(logging.Formatter):
    """`2026-10-01T09:00:00.000+02:00 WARNING django.request [request id] Not Found: /x/`"""

    def __init__(self, fmt: str = "%(asctime)s %(levelname)s %(name)s [%(request_number)s] %(message)s") -> None:
        super().__init__(fmt)

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # cached by another handler
        record.request_number = request_id.current_request_id()
        return super().format(record)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: ExcInfo) -> str:
        return _without_secrets("\n".join(_traceback_lines(ei[1], set()))) if ei[1] is not None else ""


class JsonLogFormatter(LogFormatter):
    """One JSON object a line, for a log collector: `time`, `level`, `logger`, `request`, `message`, and `exception`
    where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.current_request_id(),
            "message": _message(record),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith(SECURITY_LOGGERS) and record.exc_info:
        path = getattr(getattr(record, "request", None), "path", "")
        return _without_secrets(f"{record.name.removeprefix(SECURITY_LOGGERS)}: {path}")
    text = record.getMessage()
    return _without_secrets(QUERY.sub("?…", text) if record.name.startswith("gunicorn.") else text)


def _without_secrets(text: str) -> str:
    return SECRET_OF_A_LINK.sub(r"\1…", cpr.masked(text))


def _traceback_lines(error: BaseException, seen: set[int]) -> list[str]:
    """Traceback lines of the exception and its causes, the first cause first, as Python prints them."""
    seen.add(id(error))
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        lines = [*_traceback_lines(cause, seen), "which led to", ""]
    lines.append("Traceback (most recent call last):")
    for piece in StackSummary.extract(walk_tb(error.__traceback__)).format():
        lines += piece.rstrip("\n").split("\n")
    return [*lines, _name_and_safe_message(error)]


def _name_and_safe_message(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    # PostgreSQL quotes the row after the first line.
    said = str(error).partition("\n")[0] if isinstance(error, SAFE_MESSAGES) else ""
    return f"{name}: {said}" if said else name
