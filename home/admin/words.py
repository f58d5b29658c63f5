"""Words of the Wagtail admin that no catalogue translates, because Wagtail does not ask for them."""

from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page


def complete_words() -> None:
    """Name what the search for pages lists: Wagtail writes "1-11 af 11 None"."""
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
