"""URLs of convening."""

from django.urls import path

from meetings.convening import views
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "indkald/", views.convene_meeting, name="convene"),
    path(MEETING + "opdatering/", views.meeting_update, name="meeting_update"),
    path(MEETING + "kalender.ics", views.meeting_calendar, name="meeting_calendar"),
]
