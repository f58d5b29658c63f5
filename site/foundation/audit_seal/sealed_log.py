"""Base class of the logs that are sealed: rows are only added, and each has a stamp that only the application can make.

The stamp is an HMAC of the row's content and a random number. It is made when the row is inserted and says nothing of
its place: that is what the chain says.
"""

import json
import secrets
from datetime import UTC, datetime
from typing import Any, ClassVar, NoReturn

from django.apps import apps
from django.conf import settings
from django.db import models

from foundation.audit_seal.keys import Key, all_keys, present_key

_SALT = 16  # hexadecimal digits
_DIGITS = 32  # of an HMAC: 128 bits


class AppendOnlyError(Exception):
    """Programming error: rows of a log may not be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_fields: object) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_rows: object, **_kwargs: object) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class StampField(models.CharField):
    """Computed when the row is inserted, also by `bulk_create`. Empty in rows that are older than the chain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": _SALT + _DIGITS, "db_default": "", "editable": False, **options})

    def pre_save(self, row: models.Model, add: bool) -> str:
        made = make_stamp(row) if add and isinstance(row, SealedLog) else str(getattr(row, self.attname))
        setattr(row, self.attname, made)
        return made


class SealedLog(models.Model):
    """`sealed_fields` are the columns that count, and `time_field` is the one by whose age rows are deleted.

    A column that is added later is null in older rows, and nulls count for nothing: so older stamps and seals hold.
    """

    sealed_fields: ClassVar[tuple[str, ...]]
    time_field: ClassVar[str]

    stamp = StampField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise AppendOnlyError


def sealed_logs() -> dict[str, type[SealedLog]]:
    """Name of the table -> model, of settings.SEALED_LOGS."""
    found: list[type[SealedLog]] = [apps.get_model(label) for label in settings.SEALED_LOGS]
    return {model._meta.db_table: model for model in found}


def make_stamp(row: SealedLog) -> str:
    salt = secrets.token_hex(_SALT // 2)
    return salt + present_key().mac("stamp", salt, *_content(row))[:_DIGITS]


def has_stamp(row: SealedLog) -> bool:
    """Return whether the application wrote this content, with the present key or an earlier one."""
    salt, content = row.stamp[:_SALT], _content(row)
    return any(row.stamp == salt + key.mac("stamp", salt, *content)[:_DIGITS] for key in all_keys())


def digest_of(row: SealedLog, key: Key) -> str:
    """Return the HMAC of the whole row, with its primary key and stamp, that a block lists."""
    return key.mac("row", str(row.pk), row.stamp, *_content(row))[:_DIGITS]


def _content(row: SealedLog) -> list[str]:
    parts = [row._meta.db_table]
    for name in row.sealed_fields:
        field: Any = row._meta.get_field(name)
        value = field.to_python(getattr(row, name))
        if value is not None:
            parts += [name, _text(value)]
    return parts


def _text(value: object) -> str:
    """The same text before a row is inserted and after it is read, on every database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(json.loads(json.dumps(value)), sort_keys=True, separators=(",", ":"))
