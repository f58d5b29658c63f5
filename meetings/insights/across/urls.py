"""The URL of what is read across the units."""

from django.urls import URLPattern, URLResolver, path

from meetings.insights.across.views import across

urlpatterns: list[URLPattern | URLResolver] = [
    path("paa-tvaers/", across, name="across"),
]
