"""URLs of what is read across the units."""

from django.urls import URLPattern, URLResolver, path

from meetings.insights.across.views import across, collect

urlpatterns: list[URLPattern | URLResolver] = [
    path("paa-tvaers/", across, name="across"),
    path("paa-tvaers/tag-med/", collect, name="collect_passages"),
]
