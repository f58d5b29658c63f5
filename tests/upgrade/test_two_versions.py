"""While servers are replaced one by one the version before works on the migrated database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.functions import Now

from tests.upgrade.two_versions import breaks

#: The last migration of each app at the landing from which on upgrades are rolling. Never moved forward.
BASELINE = {
    "accounts": "0003_second_factor_and_sessions", "foundation": "0008_logo_version", "home": "0002_processors",
    "media": "0004_seal_the_log", "meetings": "0042_role_from_a_file", "snippets": "0001_initial",
}  # fmt: skip
#: What `breaks` says of an operation -> why the version before survives it all the same, or who is told to stop it
#: first. A CHANGELOG entry says so too.
ALLOWED: dict[str, str] = {}


def test_the_version_before_survives_every_migration() -> None:
    loader = MigrationLoader(None)
    old = {node for app, name in BASELINE.items() for node in loader.graph.forwards_plan((app, name))}
    state, found, seen = ProjectState(), [], set()
    for leaf in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(leaf):
            if node in seen:
                continue
            seen.add(node)
            migration = loader.graph.nodes[node]
            if node[0] not in BASELINE or node in old:
                state = migration.mutate_state(state, preserve=False)
            else:
                found += breaks(migration, state)
    refused = [line for line in found if line not in ALLOWED]
    assert not refused, f"The version before fails on this (CONTRIBUTING.md, Migrations): {refused}"
    assert ALLOWED.keys() <= set(found), "ALLOWED names what no migration does"
    assert all(len(reason) > 30 for reason in ALLOWED.values())


def thing() -> ModelState:
    """A table of the version before."""
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=20)),
        ("note", models.CharField(max_length=20, null=True)),
        ("made", models.DateTimeField(db_default=Now())),
    ]
    return ModelState("meetings", "Thing", fields)


def split(**halves: Any) -> ops.SeparateDatabaseAndState:
    return ops.SeparateDatabaseAndState(**halves)


WITHOUT_NOTE = ops.RemoveField("thing", "note")
SURVIVED = {
    "a column that may be empty": [ops.AddField("thing", "more", models.CharField(max_length=20, null=True))],
    "a column with a default of the database": [ops.AddField("thing", "more", models.IntegerField(db_default=3))],
    "a longer text": [ops.AlterField("thing", "title", models.CharField(max_length=50))],
    "a column that may be empty now": [ops.AlterField("thing", "title", models.CharField(max_length=20, null=True))],
    "another table": [
        ops.CreateModel("Other", [("id", models.BigAutoField(primary_key=True)), ("x", models.IntegerField())]),
        ops.AddField("other", "y", models.IntegerField(default=3)),
    ],
    "an index": [ops.AddIndex("thing", models.Index(fields=["title"], name="thing_title"))],
    "a field that leaves the models alone": [split(state_operations=[WITHOUT_NOTE])],
    "a column that is filled anew": [ops.RunPython(ops.RunPython.noop)],
}
REFUSED = {
    "a column without a default of the database": [ops.AddField("thing", "more", models.IntegerField(default=3))],
    "a column less": [WITHOUT_NOTE],
    "another name of a column": [ops.RenameField("thing", "note", "remark")],
    "a column that must be filled": [
        ops.AlterField("thing", "note", models.CharField(max_length=20, default="", db_default=""))
    ],
    "a column that is unique": [ops.AlterField("thing", "title", models.CharField(max_length=20, unique=True))],
    "a rule": [ops.AddConstraint("thing", models.CheckConstraint(condition=~models.Q(title="a"), name="no_a"))],
    "a table less": [ops.DeleteModel("Thing")],
    "another name of a table": [ops.RenameModel("Thing", "Matter")],
    "SQL": [ops.RunSQL("ALTER TABLE meetings_thing DROP COLUMN note")],
    "a column less under a field that has left": [
        split(database_operations=[WITHOUT_NOTE], state_operations=[WITHOUT_NOTE])
    ],
}
#: SQLite takes it; on PostgreSQL the old code fails.
REFUSED_UNSEEN = {
    "a shorter text": [ops.AlterField("thing", "title", models.CharField(max_length=10))],
    "a default of the database less": [ops.AlterField("thing", "made", models.DateTimeField())],
    "another type": [ops.AlterField("thing", "title", models.IntegerField())],
    "a field that leaves a column that must be filled": [split(state_operations=[ops.RemoveField("thing", "title")])],
}


@pytest.fixture
def alias(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """An empty SQLite database."""
    connections.settings["tried"] = connections.configure_settings(
        {"default": {}, "tried": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "tried.sqlite3")}}
    )["tried"]
    with django_db_blocker.unblock():
        yield "tried"
        connections["tried"].close()
    del connections["tried"], connections.settings["tried"]


def _verdict(operations: list[Any], state: ProjectState) -> list[str]:
    migration = Migration("0002_next", "meetings")
    migration.operations = operations
    return breaks(migration, state)


@pytest.mark.parametrize("name", [*SURVIVED, *REFUSED])
def test_the_verdict_is_what_happens_to_the_version_before(name: str, alias: str) -> None:
    """The old model writes and reads after the operations were carried out."""
    operations = SURVIVED.get(name) or REFUSED[name]
    state = ProjectState()
    state.add_model(thing())
    old: Any = state.apps.get_model("meetings", "Thing")._default_manager.using(alias)
    with connections[alias].schema_editor() as editor:
        editor.create_model(old.model)
    migration = Migration("0002_next", "meetings")
    migration.operations = operations
    with connections[alias].schema_editor(atomic=False) as editor:
        migration.apply(state.clone(), editor)
    try:
        for _twice in range(2):
            made = old.create(title="a", note=None)
            made.title = "a"
            made.save()
            assert old.get(pk=made.pk).title == "a"
        works = True
    except DatabaseError:
        works = False
    assert (works, bool(_verdict(operations, state))) == (name in SURVIVED, name in REFUSED)


@pytest.mark.parametrize("name", REFUSED_UNSEEN)
def test_what_only_postgresql_would_refuse_is_refused(name: str) -> None:
    state = ProjectState()
    state.add_model(thing())
    assert len(_verdict(REFUSED_UNSEEN[name], state)) == 1
