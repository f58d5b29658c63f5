from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    label = "home"

    def ready(self) -> None:
        import home.visibility  # noqa: F401
