"""Describe tables in files, so that other programs read them: a Data Package (https://datapackage.org, Frictionless).

Each table is a resource with its columns, their types and meaning, its number of rows and its SHA-256.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

#: The file of the description.
DESCRIPTION = "datapackage.json"


@dataclass(frozen=True)
class ResourceField:
    """`kind`: a type of the table schema, such as string, integer, boolean, date, datetime or any."""

    name: str
    kind: str = "string"
    title: str = ""
    description: str = ""
    required: bool = False

    def as_json(self) -> dict[str, object]:
        facts: dict[str, object] = {"name": self.name, "type": self.kind}
        facts |= {key: getattr(self, key) for key in ("title", "description") if getattr(self, key)}
        return facts | ({"constraints": {"required": True}} if self.required else {})


@dataclass(frozen=True)
class Resource:
    """One table. `foreign_keys`: a column, and the resource and column that it refers to."""

    name: str
    path: str
    title: str
    columns: tuple[ResourceField, ...]
    rows: int
    sha256: str
    description: str = ""
    primary_key: str = ""
    foreign_keys: tuple[tuple[str, str, str], ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        is_csv = self.path.endswith(".csv")
        schema: dict[str, object] = {"fields": [column.as_json() for column in self.columns], "missingValues": [""]}
        if self.primary_key:
            schema["primaryKey"] = self.primary_key
        if self.foreign_keys:
            schema["foreignKeys"] = [
                {"fields": column, "reference": {"resource": "" if table == self.name else table, "fields": other}}
                for column, table, other in self.foreign_keys
            ]
        return {
            "name": self.name, "path": self.path, "title": self.title, "description": self.description,
            "profile": "tabular-data-resource", "format": "csv" if is_csv else "ndjson", "encoding": "utf-8",
            "mediatype": "text/csv" if is_csv else "application/x-ndjson", "hash": f"sha256:{self.sha256}",
            "rowCount": self.rows, **({"dialect": {"delimiter": ";"}} if is_csv else {}), "schema": schema,
        }  # fmt: skip


def describe(*, name: str, title: str, created: datetime, resources: Iterable[Resource], **more: object) -> bytes:
    """Return the content of `datapackage.json`; `more` are further properties of the package."""
    facts = {
        "profile": "data-package", "name": name, "title": title, "created": created.isoformat(timespec="seconds"),
        **more, "resources": [one.as_json() for one in resources],
    }  # fmt: skip
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


_KINDS: tuple[tuple[type[models.Field], str], ...] = (
    (models.DateTimeField, "datetime"), (models.DateField, "date"), (models.TimeField, "time"),
    (models.BooleanField, "boolean"), (models.IntegerField, "integer"), (models.FloatField, "number"),
    (models.JSONField, "any"),
)  # fmt: skip


def kind_of(column: Any) -> str:
    """Return the type of a field's values; of a choice its words, of a relation the type of what it points at."""
    while column.is_relation and getattr(column, "target_field", None) is not None:
        column = column.target_field
    if getattr(column, "choices", None):
        return "string"
    return next((kind for field_type, kind in _KINDS if isinstance(column, field_type)), "string")


def plain_value(value: object) -> object:
    """Return a value of a column as JSON writes it: moments and days in ISO 8601, numbers with decimals as text of
    digits, bytes as hexadecimal digits."""
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
