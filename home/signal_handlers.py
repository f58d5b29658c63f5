"""Signal handlers: create the page tree and the editors' groups after `migrate`; note pages that are taken down."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from foundation.deletion_ledger.add_entry import add_ledger_entry
from home.admin.groups import sync_editor_groups
from home.page_tree import ensure_page_tree


def create_fixed_pages(sender: object, using: str = DEFAULT_DB_ALIAS, **kwargs: object) -> None:
    """Create the page tree, the cache table and the groups after `migrate` and `flush`, also in tests.

    Does nothing after a partial migration, whose tables don't fit the current models.
    """
    if using != DEFAULT_DB_ALIAS:
        return
    if "plan" in kwargs:
        executor = MigrationExecutor(connections[using])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
    # Wagtail clears cached URLs when a site is saved, and without Redis the cache is a database table.
    call_command("createcachetable", verbosity=0)
    ensure_page_tree()
    sync_editor_groups()


@receiver(page_unpublished, dispatch_uid="record_unpublished_page")
def record_unpublished_page(*, instance: Page, **_signal: object) -> None:
    """Wagtail's admin and its schedule do so without an act of ours."""
    add_ledger_entry("page.unpublished", instance)
