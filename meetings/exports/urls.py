"""URLs of documents."""

from django.urls import URLPattern, URLResolver, path

from meetings.exports.views.documents import documents, example_documents
from meetings.exports.views.files import document_file, document_states
from meetings.exports.views.journal import journal, journal_entry
from meetings.exports.views.logo import logo
from meetings.units.url_prefixes import MEETING

urlpatterns: list[URLPattern | URLResolver] = [
    path("dokumenter/tilstand/", document_states, name="document_states"),
    path("dokumenter/<uuid:key>/", document_file, name="document_file"),
    path("logo.png", logo, name="logo"),
    path("journal/", journal, name="journal"),
    path("lederforum/<slug:slug>/dokumenter/", example_documents, name="example_documents"),
    path(MEETING + "dokumenter/", documents, name="documents"),
    path(MEETING + "dokumenter/journal/", journal_entry, name="journal_entry"),
]
