"""Every table as JSON lines: one row a line, read in portions, with the description of its columns."""

import json
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from wagtail.fields import StreamField

from foundation.text.data_package import Resource, ResourceField, kind_of, plain_value
from home.installation_export.left_out import COLUMNS, TABLES
from home.installation_export.writer import FolderWriter

CHUNK = 1000
FOLDER = "tables"


def exported_models() -> list[type[models.Model]]:
    """Return all models with a table of their own that are not left out, in the order of their labels."""
    every = apps.get_models(include_auto_created=True)
    found = [one for one in every if one._meta.managed and not one._meta.proxy and one._meta.label not in TABLES]
    return sorted(found, key=lambda one: one._meta.label)


def columns_of(model: type[models.Model]) -> list[models.Field]:
    return [
        field for field in model._meta.local_concrete_fields if f"{model._meta.label}.{field.name}" not in COLUMNS
    ]  # fmt: skip


def rows_of(model: type[models.Model]) -> Iterator[dict[str, object]]:
    """Yield each row as names and plain values. A kind of page has only the columns that it adds to
    `wagtailcore.Page`."""
    fields = columns_of(model)
    names = [field.attname for field in fields]
    values = model._base_manager.order_by("pk").values_list(*names)
    for row in values.iterator(chunk_size=CHUNK):
        yield {name: stored(field, value) for name, field, value in zip(names, fields, row, strict=True)}


def stored(field: object, value: object) -> object:
    if isinstance(field, StreamField) and value is not None:
        return field.stream_block.get_prep_value(value)
    return plain_value(value)


def put_table(writer: FolderWriter, model: type[models.Model]) -> Resource:
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        for row in rows_of(model):
            count += 1
            yield (json.dumps(row, ensure_ascii=False, default=plain_value) + "\n").encode()

    path = f"{FOLDER}/{model._meta.label}.jsonl"
    sha256, _size = writer.put(path, lines())
    return Resource(
        name=model._meta.label_lower, path=path, title=str(model._meta.verbose_name_plural),
        description=_description(model), columns=tuple(_column(field) for field in columns_of(model)), rows=count,
        sha256=sha256, primary_key=model._meta.pk.attname, foreign_keys=tuple(_foreign_keys(model)),
    )  # fmt: skip


def _description(model: type[models.Model]) -> str:
    """The docstring of the model, unless Django made it."""
    description = " ".join((model.__doc__ or "").split())
    return "" if description.startswith(f"{model.__name__}(") else description


def _column(field: models.Field) -> ResourceField:
    choices = ", ".join(f"{value} = {label}" for value, label in field.flatchoices) if field.choices else ""
    description = " ".join(filter(None, [str(field.help_text), choices]))
    kind = "array" if isinstance(field, StreamField) else kind_of(field) if not field.choices else "any"
    is_required = not field.null and kind != "any"
    return ResourceField(field.attname, kind, str(field.verbose_name), description, required=is_required)


def _foreign_keys(model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    for field in columns_of(model):
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label not in TABLES:
            yield field.attname, field.related_model._meta.label_lower, field.target_field.attname
