"""URLs of the API. Loaded at the first request, because django-ninja is large and seldom needed."""

from django.urls import path

from home.api.endpoints import api

urlpatterns = [path("", api.urls)]
