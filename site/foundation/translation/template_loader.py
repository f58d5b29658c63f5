"""Templates are compiled once for each language, so that their fixed words are text (foundation.templatetags)."""

from django.template import Engine, Origin
from django.template.loaders import cached
from django.utils.translation import get_language


class Loader(cached.Loader):
    """Django's cached loader of templates in folders and apps, which keeps one compiled template for each language."""

    def __init__(self, engine: Engine) -> None:
        loaders = ("filesystem", "app_directories")
        super().__init__(engine, [f"django.template.loaders.{name}.Loader" for name in loaders])

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()}:{super().cache_key(template_name, skip) if skip else template_name}"
