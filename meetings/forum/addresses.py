"""URLs of the lederforum and its examples."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.forum.pages import ExamplePage

FORUM = "/lederforum/"
DAYS = f"{FORUM}dage/"


def of_example(name: str, example: ExamplePage) -> str:
    """The URL of view `name` (example_edit, example_decide, …) for `example`; "example" is the page itself."""
    if name == "example":
        return f"{FORUM}{example.slug}/"
    return reverse(name, kwargs={"slug": example.slug})


def crumbs(*here: str, example: ExamplePage | None = None) -> list[dict[str, Any]]:
    way = [(_("Front page"), "/"), (_("Leader forum"), FORUM)]
    if example is not None:
        way.append((example.title, of_example("example", example)))
    return [{"label": label, "url": url} for label, url in [*way, *((word, "") for word in here)]]
