"""URLs of news and guidance."""

from django.urls import path

from meetings.articles.views import decide, files

urlpatterns = [
    path("artikler/filer/", files.article_files, name="article_files"),
    path("artikler/filer/valg/", files.choices, name="article_file_choices"),
    path("artikler/filer/ny/", files.new, name="article_file_new"),
    path("artikler/filer/<uuid:key>/", files.describe, name="article_file"),
    path("artikler/filer/<uuid:key>/skjul/", files.hide, name="article_file_hide"),
    path("artikler/filer/<uuid:key>/vis-igen/", files.show_again, name="article_file_show_again"),
    path("artikler/filer/<uuid:key>/slet/", files.delete, name="article_file_delete"),
    path("artikler/<int:pk>/afgoer/", decide.article_decide, name="article_decide"),
]
