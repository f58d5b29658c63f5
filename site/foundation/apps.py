from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        post_migrate.connect(index_page_addresses, sender=self)


def index_page_addresses(using: str, **signal: Any) -> None:
    """An index on the address of Wagtail's pages, by which `serve_page` finds one among many thousand. Wagtail walks
    down the tree and has none. Made after every `migrate`: SQLite drops it when a migration of Wagtail's remakes the
    table."""
    with connections[using].cursor() as cursor:
        cursor.execute("CREATE INDEX IF NOT EXISTS foundation_page_url_path ON wagtailcore_page (url_path)")
