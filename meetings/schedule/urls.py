"""URLs of the year, and of the calendar feed."""

from django.urls import path

from meetings.schedule import views

urlpatterns = [
    path("aaret/", views.year, name="year"),
    path("aaret/optaget/<int:pk>/fjern/", views.unblock, name="unblock_time"),
    path("kalender/", views.calendar_feed, name="calendar_feed"),
    path("kalender/<str:secret>.ics", views.calendar_feed_file, name="calendar_feed_file"),
]
