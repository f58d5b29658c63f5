"""URLs of news and guidance."""

from typing import Any

from django.utils.translation import gettext as _

ARTICLES = "/viden/"


def crumbs(*way: tuple[str, str]) -> list[dict[str, Any]]:
    """From the front page by the list of sections; the last of `way` without a URL is the page itself."""
    whole = [(_("Front page"), "/"), (_("News and guidance"), ARTICLES), *way]
    return [{"label": label, "url": url} for label, url in whole]
