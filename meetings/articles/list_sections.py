"""Note for the menu in which sections something can be read (`Municipality.sections`)."""

from django.db.models import Exists, OuterRef

from foundation.municipality import Municipality
from foundation.pages import url_of
from meetings.articles.pages import ArticlePage, SectionPage


def list_sections() -> None:
    """Called in the transaction that publishes, takes down or deletes a section or an article."""
    articles = ArticlePage.objects.filter(section=OuterRef("pk"), live=True)
    rows = SectionPage.objects.filter(Exists(articles), live=True).order_by("title")
    found = [
        [title, url_of(url_path), readers]
        for title, url_path, readers in rows.values_list("title", "url_path", "readers")
    ]
    Municipality.objects.filter(site__is_default_site=True).update(sections=found)
