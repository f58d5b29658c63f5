"""What home does when others have acted."""

from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from home.admin_groups import sync_editor_groups
from home.page_tree import ensure_page_tree


def plant_tree(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """After `migrate` (and after a flush) the tree stands, in every installation and in the tests.

    A migration that stopped half-way leaves tables that today's models do not fit: then the tree waits.
    """
    if using != DEFAULT_DB_ALIAS:
        return
    if "plan" in kwargs:
        executor = MigrationExecutor(connections[using])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
    # Wagtail forgets addresses when sites change, and without Redis that memory is a table of its own.
    call_command("createcachetable", verbosity=0)
    ensure_page_tree()
    sync_editor_groups()
