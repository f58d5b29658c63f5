from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SnippetsConfig(AppConfig):
    name = "snippets"
    label = "snippets"

    def ready(self) -> None:
        from snippets.signal_handlers import create_first_dataset_types

        post_migrate.connect(create_first_dataset_types, sender=self, dispatch_uid="snippets.plant_dataset_types")
