"""URLs of the lederforum. The list and the examples themselves are pages served by Wagtail."""

from django.urls import path

from meetings.forum.views import decide, present, write
from meetings.units.url_prefixes import MEETING

urlpatterns = [
    path(MEETING + "bidrag/<int:pk>/foreslaa/", write.from_evidence, name="example_from_evidence"),
    path("lederforum/<slug:slug>/vis/", present.show, name="example_show"),
    path("lederforum/<slug:slug>/rediger/", write.edit, name="example_edit"),
    path("lederforum/<slug:slug>/afgoer/", decide.decide, name="example_decide"),
    path("lederforum/<slug:slug>/tag-ned/", decide.down, name="example_take_down"),
]
