"""Wagtail's snippets without their part in Wagtail's API, which we don't serve.

Its two libraries of schemas (ninja, pydantic) took a fifth of the time in which a command starts, and 20 MB of memory
in every process.
"""

from django.db.models.signals import post_migrate
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class SnippetsConfig(WagtailSnippetsAppConfig):
    def ready(self) -> None:
        """What Wagtail does there, up to the API."""
        from wagtail.snippets.models import create_extra_permissions, register_deferred_snippets

        register_deferred_snippets()
        post_migrate.connect(create_extra_permissions, sender=self)
