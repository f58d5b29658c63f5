"""Addresses of media: one for files, whatever the kind, and one that tells how far they are."""

from django.urls import URLPattern, URLResolver, path

from media.serving.state_view import media_states
from media.serving.views import media_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("medier/tilstand/", media_states, name="media_states"),
    path("medier/<uuid:key>/<slug:name>/", media_file, name="media_file"),
]
