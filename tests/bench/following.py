"""A follower's question to a running meeting against a bare Django view with a session and one query."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from meetings.live.models import LiveMeeting
from tests.bench.pairs import Ratio, in_turn
from tests.bench.serving import BARE_MIDDLEWARE
from tests.meetings.live import scene

TIMES = 100


def bare_view(request: HttpRequest, pk: int) -> JsonResponse:
    """The simplest view: load the session and the row, answer its version, without an access check."""
    assert request.session["_auth_user_id"]
    return JsonResponse({"version": LiveMeeting.objects.get(pk=pk).version})


urlpatterns = [path("bare/<int:pk>/", bare_view)]


def measure() -> Ratio:
    place = scene.running()
    live = LiveMeeting.objects.get(meeting=place.meeting)
    client = Client()
    client.force_login(place.staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    address = reverse("live_state", kwargs=place.where)
    tag = client.get(address)["ETag"]

    def ours() -> None:
        with override_settings(ROOT_URLCONF=settings.ROOT_URLCONF):  # the same switching on both sides
            for _time in range(TIMES):
                assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

    def bare() -> None:
        with override_settings(ROOT_URLCONF="tests.bench.following", MIDDLEWARE=BARE_MIDDLEWARE):
            for _time in range(TIMES):
                assert client.get(f"/bare/{live.pk}/").status_code == 200

    return in_turn("a follower's question", ours, "a view with session and one query", bare, pairs=7)
