from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    label = "home"

    def ready(self) -> None:
        import home.visibility  # noqa: F401
        from home.signal_handlers import plant_tree

        post_migrate.connect(plant_tree, sender=self, dispatch_uid="home.plant_tree")
