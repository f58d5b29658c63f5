"""URLs of the meeting on its screen, under those of the meeting."""

from django.urls import path

from meetings.live import views
from meetings.units.url_prefixes import MEETING

LIVE = MEETING + "moede/"

urlpatterns = [
    path(LIVE, views.live_meeting, name="live_meeting"),
    path(LIVE + "begynd/", views.live_begin, name="live_begin"),
    path(LIVE + "leder/", views.live_chair, name="live_chair"),
    path(LIVE + "styr/", views.live_command, name="live_command"),
    path(LIVE + "nu/", views.live_follow, name="live_state"),
    path(LIVE + "noter/<uuid:item>/", views.live_notes, name="live_notes"),
    path(LIVE + "aftale/<uuid:item>/", views.live_agreement, name="live_agreement"),
    path(LIVE + "oenske/<uuid:item>/", views.live_wish, name="live_wish"),
]
