"""URLs of the presentation, under those of the meeting."""

from django.urls import path

from meetings.presentation import views
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "moede/vis/", views.presentation, name="presentation"),
    path(MEETING + "moede/vis/stadig/", views.presentation_still, name="presentation_still"),
]
