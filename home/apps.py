from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    label = "home"

    def ready(self) -> None:
        import home.access_exports.sources
        import home.data_protection.visibility
        import home.event_log.visibility
        import home.front_page
        import home.meeting_page
        import home.unit_page
        import home.visibility  # noqa: F401
        from home.admin.words import complete_words
        from home.signal_handlers import create_fixed_pages

        complete_words()

        # After the last app with models, because only then do all permissions exist.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(create_fixed_pages, sender=last, dispatch_uid="home.plant_tree")
