"""Addresses of media: one, whatever the kind."""

from django.urls import URLPattern, URLResolver, path

from media.serving.views import media_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("medier/<uuid:key>/<slug:name>/", media_file, name="media_file"),
]
