"""Addresses of the lederforum. The list and the examples themselves are pages that Wagtail serves."""

from django.urls import path

from meetings.forum.views import deciding, showing, telling
from meetings.units.addresses import MEETING

urlpatterns = [
    path(MEETING + "bidrag/<int:pk>/foreslaa/", telling.from_evidence, name="example_from_evidence"),
    path("aftaler/<int:pk>/foreslaa/", telling.from_agreement, name="example_from_agreement"),
    path("lederforum/<slug:slug>/vis/", showing.show, name="example_show"),
    path("lederforum/<slug:slug>/rediger/", telling.edit, name="example_edit"),
    path("lederforum/<slug:slug>/afgoer/", deciding.decide, name="example_decide"),
    path("lederforum/<slug:slug>/tag-ned/", deciding.down, name="example_take_down"),
]
