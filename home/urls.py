"""URLs of home."""

from django.urls import URLPattern, URLResolver, path

from home.operation.views import operation

urlpatterns: list[URLPattern | URLResolver] = [
    path("drift/", operation, name="operation"),
]
