"""URLs of the preparation meetings of a meeting, and of all that a consultant has."""

from django.urls import path

from meetings.preparation import views
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "forbered/tider/", views.times, name="preparation_times"),
    path("forberedelser/", views.preparations, name="preparations"),
]
