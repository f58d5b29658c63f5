"""URLs of news and guidance."""

from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page

ARTICLES = "/viden/"


def article_crumbs(*way: str | tuple[str, str]) -> list[dict[str, str]]:
    """Return the breadcrumbs from the front page by the list of sections; a label alone is for where one is."""
    return from_front_page((_("News and guidance"), ARTICLES), *way)
