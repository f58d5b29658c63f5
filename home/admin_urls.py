"""URLs of our own views under EDITOR_PATH, which take precedence over Wagtail's."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

#: Names of the views above, for the allowlist.
OWN_VIEWS: frozenset[str] = frozenset()
