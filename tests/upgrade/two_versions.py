"""Which operations of a migration the version before does not survive, while both versions run on one database.

During a rolling upgrade the database is migrated first; then the web servers and workers are replaced one by one. Until
the last is replaced, the old code reads and writes the new tables (CONTRIBUTING.md, "Migrations").
"""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import operations as ops
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED

#: The old code asks for columns, tables and values by name; none of these changes any.
HARMLESS = (
    ops.CreateModel, ops.AddIndex, ops.RemoveIndex, ops.RenameIndex, ops.RemoveConstraint, ops.AlterModelOptions,
    ops.AlterModelManagers, ops.AlterModelTableComment, ops.RunPython,
)  # fmt: skip
#: What decides what a column takes, besides its type.
SIZES = ("max_digits", "decimal_places")


def breaks(migration: Migration, state: ProjectState) -> list[str]:
    """A line for each operation that breaks the version before; `state` is that before the migration, and is changed.

    A model that the migration itself makes is unknown to the version before: what happens to it breaks nothing.
    """
    new = {_name(operation.name) for operation in migration.operations if isinstance(operation, ops.CreateModel)}
    found = []
    for operation in migration.operations:
        found += _of_operation(operation, migration.app_label, state, new)
        operation.state_forwards(migration.app_label, state)
    return [f"{migration.app_label}.{migration.name} {line}" for line in found]


def _of_operation(operation: Operation, app: str, state: ProjectState, new: set[str]) -> Iterator[str]:
    if isinstance(operation, ops.SeparateDatabaseAndState):
        yield from _of_two_halves(operation, app, state, new)
    elif isinstance(operation, HARMLESS) or _name(getattr(operation, "model_name", "")) in new:
        return
    elif isinstance(operation, ops.AddField):
        if not _may_be_left_out(operation.field):
            yield f"{_line(operation)}: NOT NULL without db_default"
    elif isinstance(operation, ops.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        if why := _narrower(before, operation.field):
            yield f"{_line(operation)}: {why}"
    else:
        yield _line(operation)


def _of_two_halves(
    operation: ops.SeparateDatabaseAndState, app: str, state: ProjectState, new: set[str]
) -> Iterator[str]:
    """What is done to the database is judged as ever; a field that leaves the models alone keeps its column, which
    the new version then leaves out of what it writes."""
    done = {_line(one) for one in operation.database_operations}
    for one in operation.database_operations:
        yield from _of_operation(one, app, state, new)
    for one in operation.state_operations:
        leaves = isinstance(one, ops.RemoveField) and _line(one) not in done
        if leaves and not _may_be_left_out(state.models[app, one.model_name_lower].fields[one.name]):
            yield f"{_line(one)}: its column stays NOT NULL without db_default"


def _may_be_left_out(field: Any) -> bool:
    """Whether a row can be inserted by code that does not know the column."""
    return bool(field.many_to_many or field.null or field.db_default is not NOT_PROVIDED or field.generated)


def _narrower(before: Any, after: Any) -> str:
    """Why the column takes less than before, or is another; empty when it is not."""
    if before.get_internal_type() != after.get_internal_type():
        return "another type"
    if before.null and not after.null:
        return "NOT NULL"
    if not after.null and before.db_default is not NOT_PROVIDED and after.db_default is NOT_PROVIDED:
        return "without the db_default that the version before relies on"
    if after.unique and not before.unique:
        return "unique"
    if (before.db_column or before.name) != (after.db_column or before.name):
        return "another column"
    if after.max_length is not None and (before.max_length is None or after.max_length < before.max_length):
        return "shorter"
    if any(getattr(before, size, None) != getattr(after, size, None) for size in SIZES):
        return "other digits"
    return ""


def _line(operation: Operation) -> str:
    names = (getattr(operation, name, None) for name in ("model_name", "name", "old_name"))
    return f"{type(operation).__name__} {'.'.join(str(name) for name in names if name)}".strip()


def _name(model: str) -> str:
    return model.lower()
