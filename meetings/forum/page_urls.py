"""URLs of the lederforum and its examples."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.forum.pages import ExamplePage

FORUM = "/lederforum/"
DAYS = f"{FORUM}dage/"


def example_url(name: str, example: ExamplePage) -> str:
    """Return the URL of view `name` (example_edit, example_decide, …) for `example`; "example" is the page itself."""
    if name == "example":
        return f"{FORUM}{example.slug}/"
    return reverse(name, kwargs={"slug": example.slug})


def forum_crumbs(*here: str, example: ExamplePage | None = None) -> list[dict[str, str]]:
    above = [] if example is None else [(example.title, example_url("example", example))]
    return from_front_page((_("Leader forum"), FORUM), *above, *here)
