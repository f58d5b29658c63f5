"""URLs of what the meetings said about the frame, below the template."""

from django.urls import URLPattern, URLResolver, path

from meetings.insights.frame_changes import views

BASE = "skabeloner/<slug:slug>/moederne/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, views.what_was_said, name="frame_insights"),
    path(BASE + "ved-dagsordenen/", views.beside_agenda, name="frame_beside_agenda"),
    path(BASE + "aendring/", views.new_change, name="frame_change_new"),
    path(BASE + "aendring/<int:pk>/", views.change, name="frame_change"),
]
