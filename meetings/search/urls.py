"""The URL of the search."""

from django.urls import path

from meetings.search import views

urlpatterns = [path("soeg/", views.search, name="search")]
