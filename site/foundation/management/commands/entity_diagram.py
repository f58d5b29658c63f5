"""`manage.py entity_diagram [--write]`: generate docs/entity-diagram.md from the models."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Field, Model, OneToOneField

PATH = Path(settings.BASE_DIR) / "docs" / "entity-diagram.md"
APPS = ("meetings", "media", "snippets", "accounts", "foundation")
INTRODUCTION = """# Entity diagram

Made from the models by `manage.py entity_diagram --write`; a test compares. Relations to `User` (who did it) stand in
the table and not in the drawing; Wagtail's own columns of a page are left out.
"""


def document() -> str:
    """Return the document: for each app a Mermaid diagram of its relations and a table of its models."""
    return "\n".join([INTRODUCTION, *(part for app in APPS for part in _app(app))])


def _app(label: str) -> Iterator[str]:
    models = sorted(apps.get_app_config(label).get_models(), key=lambda model: model.__name__)
    relations = [line for model in models for line in _relations(model)]
    yield f"## {label}\n"
    if relations:
        yield "\n".join(["```mermaid", "erDiagram", *relations, "```", ""])
    yield "| Model | Declared in | Relations to people |\n| --- | --- | --- |"
    yield "\n".join(f"| `{model.__name__}` | `{model.__module__}` | {_people(model)} |" for model in models) + "\n"


def _relations(model: type[Model]) -> Iterator[str]:
    for field in _foreign_keys(model):
        target = field.related_model
        if isinstance(target, type) and not _is_person(target):
            many = "|o" if isinstance(field, OneToOneField) else "}o"
            one = "o|" if field.null else "||"
            yield f"    {model.__name__} {many}--{one} {target.__name__} : {field.name}"


def _people(model: type[Model]) -> str:
    named = [field.name for field in _foreign_keys(model) if _is_person(field.related_model)]
    return ", ".join(f"`{name}`" for name in named)


def _foreign_keys(model: type[Model]) -> list["Field[Any, Any]"]:
    """The relations that the model declares itself, without a page's parent link to wagtailcore.Page."""
    return [
        field
        for field in model._meta.local_fields
        if field.is_relation and not getattr(field.remote_field, "parent_link", False)
    ]


def _is_person(model: object) -> bool:
    return bool(model == get_user_model())


class Command(BaseCommand):
    help = "Prints docs/entity-diagram.md generated from the models, or writes it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        if options["write"]:
            PATH.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document(), ending="")
