from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    label = "media"

    def ready(self) -> None:
        from media import signal_handlers  # noqa: F401  registers itself
