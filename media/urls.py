"""URLs of media: one for all files, one for progress, and two for resumable uploads."""

from django.urls import URLPattern, URLResolver, path

from media.serving.progress_view import media_states
from media.serving.views import media_file
from media.uploading.views import upload, uploads

urlpatterns: list[URLPattern | URLResolver] = [
    path("medier/tilstand/", media_states, name="media_states"),
    path("medier/upload/", uploads, name="uploads"),
    path("medier/upload/<uuid:key>/", upload, name="upload"),
    path("medier/<uuid:key>/<slug:name>/", media_file, name="media_file"),
]
