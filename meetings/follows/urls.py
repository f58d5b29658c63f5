"""URLs of following."""

from django.urls import path

from meetings.follows import views

urlpatterns = [
    path("foelger/", views.follows, name="follows"),
    path("foelg/", views.toggle_follow, name="follow"),
]
