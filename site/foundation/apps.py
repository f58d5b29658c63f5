from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate

INDEX = "foundation_page_url_path"


class FoundationConfig(AppConfig):
    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        from foundation.audit_seal.triggers import make_triggers
        from foundation.deletion_ledger.add_entry import connect_deletions

        post_migrate.connect(index_page_urls, sender=self)
        # After the last app with models, because only then are all logs there.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(make_triggers, sender=last, dispatch_uid="foundation.make_triggers")
        leave_reference_index_empty()
        connect_deletions()


def leave_reference_index_empty() -> None:
    """Wagtail would note at each save which row refers to which, for the lists "usage" of its admin. These are closed:
    they name units' pages and evidence. Called before Wagtail asks the models (its app is ready after ours)."""
    for model in apps.get_models():
        model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]


def index_page_urls(using: str, **signal: object) -> None:
    """An index on the address of Wagtail's pages, by which `serve_page` finds one among many thousand. Wagtail walks
    down the tree and has none. Made after every `migrate`: SQLite drops it when a migration of Wagtail's remakes the
    table."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if INDEX not in connection.introspection.get_constraints(cursor, "wagtailcore_page"):
            cursor.execute(f"CREATE INDEX {INDEX} ON wagtailcore_page (url_path)")
