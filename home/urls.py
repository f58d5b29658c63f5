"""URLs of home."""

from django.urls import URLPattern, URLResolver, path

from home.event_log.views import event_log, event_log_file
from home.frame_views import unit_frame
from home.operation.views import operation
from meetings.units.url_prefixes import UNIT

urlpatterns: list[URLPattern | URLResolver] = [
    path("drift/", operation, name="operation"),
    path("haendelser/", event_log, name="event_log"),
    path("haendelser/fil/", event_log_file, name="event_log_file"),
    path(UNIT + "se-som/rammen/", unit_frame, name="unit_frame"),
]
