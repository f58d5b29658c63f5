"""Addresses under the editor's path that the house answers itself, before Wagtail's own."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

#: Names of the views above: the door lets them through.
OWN_VIEWS: frozenset[str] = frozenset()
