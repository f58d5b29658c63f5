"""Logging configuration, for Django and for gunicorn (gunicorn.conf.py)."""

from django.core.exceptions import ImproperlyConfigured

from config import environment

FORMATTERS = {
    "line": "foundation.infrastructure.log_format.LogFormatter",
    "json": "foundation.infrastructure.log_format.JsonLogFormatter",
}


def configuration(loggers: dict[str, object], *, root_level: str = "WARNING") -> dict[str, object]:
    """Return a `logging.config.dictConfig` that writes to standard error, as LAERINGSRUM_LOG_FORMAT says: `line` or
    `json`.

    Raises ImproperlyConfigured for another value.
    """
    kind = environment.text("LOG_FORMAT", "line")
    if kind not in FORMATTERS:
        raise ImproperlyConfigured(f"LAERINGSRUM_LOG_FORMAT must be line or json, not {kind!r}.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": FORMATTERS[kind]}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "ours"},
            # A logger without any handler would fall back on Python's own, which prints everything.
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": root_level},
        "loggers": loggers,
    }
