"""Breadcrumbs: the arguments of the component of that name."""

from django.utils.translation import gettext as _


def from_front_page(*steps: str | tuple[str, str]) -> list[dict[str, str]]:
    """Return the front page and then `steps`: pairs of label and URL, or a label alone for where one is."""
    pairs = [(_("Front page"), "/"), *((step, "") if isinstance(step, str) else step for step in steps)]
    return [{"label": label, "url": url} for label, url in pairs]
