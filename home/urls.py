"""URLs of home."""

from django.urls import URLPattern, URLResolver, path

from home.frame_views import unit_frame
from home.operation.views import operation
from meetings.units.url_prefixes import UNIT

urlpatterns: list[URLPattern | URLResolver] = [
    path("drift/", operation, name="operation"),
    path(UNIT + "se-som/rammen/", unit_frame, name="unit_frame"),
]
