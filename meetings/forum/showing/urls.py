"""URLs below an example that say when it is shown."""

from django.urls import path

from meetings.forum.showing import views

urlpatterns = [
    path("lederforum/<slug:slug>/arkiver/", views.archive, name="example_archive"),
    path("lederforum/<slug:slug>/afloes/", views.supersede, name="example_supersede"),
    path("lederforum/<slug:slug>/vis-igen/", views.again, name="example_list_again"),
]
