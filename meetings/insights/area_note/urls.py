"""URLs of notes for an area. A note itself is a page served by Wagtail, below its area."""

from django.urls import URLPattern, URLResolver, path

from meetings.insights.area_note.views import clear, decide, documents, write

NOTE = "paa-tvaers/noter/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("paa-tvaers/noter/", write.area_notes, name="area_notes"),
    path(NOTE + "rediger/", write.edit, name="note_edit"),
    path(NOTE + "send/", decide.submit, name="note_submit"),
    path(NOTE + "afgoer/", decide.decide, name="note_decide"),
    path(NOTE + "spoerg/", decide.ask, name="note_ask"),
    path(NOTE + "udgiv/", decide.publish, name="note_publish"),
    path(NOTE + "tag-tilbage/", decide.withdraw, name="note_take_back"),
    path(NOTE + "dokumenter/", documents.documents, name="note_documents"),
    path(NOTE + "ord/<int:pk>/", clear.passage, name="note_passage"),
]
