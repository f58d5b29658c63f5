"""URLs of building an example: below the meeting, and below the draft."""

from django.urls import path

from meetings.forum.building import views
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "eksempel/byg/", views.build, name="example_build"),
    path("lederforum/<slug:slug>/slet/", views.delete, name="example_delete_draft"),
]
