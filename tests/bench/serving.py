"""Serving a rendition against a bare Django view with a session and one query that sends the same bytes."""

from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.test import Client, override_settings
from django.urls import path

from media.media_item import MediaItem
from tests.bench.pairs import Ratio, in_turn
from tests.meetings.evidence import scene

BARE_MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]


def bare_view(request: HttpRequest, key: str) -> FileResponse:
    """The simplest view: load user and row, send the file, without an access check."""
    assert request.session["_auth_user_id"]
    image = MediaItem.objects.get(key=key)
    return FileResponse(default_storage.open(image.stored_paths()[0]), content_type="image/jpeg")


urlpatterns = [path("bare/<uuid:key>/", bare_view)]


def measure() -> Ratio:
    place = scene.set_up()
    image = place.with_photo(place.shared())
    client = Client()
    client.force_login(place.leader, backend=settings.AUTHENTICATION_BACKENDS[0])
    address = image.url(next(name for name in image.renditions if name in image.stored_paths()[0]))

    def read(where: str) -> None:
        response: Any = client.get(where)
        assert response.status_code == 200 and b"".join(response.streaming_content)

    def ours() -> None:
        read(address)

    def bare() -> None:
        read(f"/bare/{image.key}/")

    bare_project = override_settings(ROOT_URLCONF="tests.bench.serving", MIDDLEWARE=BARE_MIDDLEWARE)

    def bare_in_the_project() -> None:
        with bare_project:
            for _time in range(50):
                bare()

    def ours_in_ours() -> None:
        with override_settings(ROOT_URLCONF=settings.ROOT_URLCONF):  # the same switching on both sides
            for _time in range(50):
                ours()

    return in_turn(
        "a rendition served", ours_in_ours, "a view with session and one query", bare_in_the_project, pairs=7
    )
