"""URLs of what the meetings said about the frame, below the template."""

from django.urls import URLPattern, URLResolver, path

from meetings.insights.frame_changes import views

TEMPLATE_MEETINGS = "skabeloner/<slug:slug>/moederne/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(TEMPLATE_MEETINGS, views.what_was_said, name="frame_insights"),
    path(TEMPLATE_MEETINGS + "ved-dagsordenen/", views.beside_agenda, name="frame_beside_agenda"),
    path(TEMPLATE_MEETINGS + "aendring/", views.new_change, name="frame_change_new"),
    path(TEMPLATE_MEETINGS + "aendring/<int:pk>/", views.change, name="frame_change"),
]
