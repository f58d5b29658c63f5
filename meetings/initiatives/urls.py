"""URLs of what a unit brings to its meeting."""

from django.urls import path

from meetings.initiatives import views
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "bringer/", views.statements, name="statements"),
    path(MEETING + "bringer/<int:pk>/<slug:key>/", views.write, name="save_statement"),
]
