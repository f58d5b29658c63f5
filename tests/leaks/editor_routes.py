"""All routes below EDITOR_PATH, read from the URLconf, and how to fill their arguments with an object's ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from tests.leaks.stage import Place

EDITOR = "/" + settings.EDITOR_PATH
#: URL arguments with the id of a page.
PAGE_WORDS = frozenset({"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"})
#: …and those that may: the id of whatever the view is about.
ID_WORDS = frozenset({"pk", "object_id", "instance_pk"})


@dataclass(frozen=True)
class Route:
    """`name` with its namespaces; `words` of the address."""

    name: str
    words: frozenset[str]
    path: str

    @property
    def speaks_of_a_page(self) -> bool:
        return bool(self.words & PAGE_WORDS) or (bool(self.words & ID_WORDS) and self.name.startswith(PAGE_VIEWS))

    def address(self, page: Page) -> str:
        """The URL with all ids those of `page`, and of a revision of it where needed."""
        if self.name in ("", "None"):
            return EDITOR + self.path.replace("^.*/$", "findes-ikke/")
        return reverse(self.name, kwargs={word: _value(word, page) for word in self.words})


PAGE_VIEWS = ("wagtailadmin_pages:", "wagtailadmin_api:pages:", "wagtailadmin_editing_sessions:ping")


def routes() -> list[Route]:
    return sorted(set(_walk(get_resolver().url_patterns)), key=lambda route: (route.name, route.path))


def _walk(
    patterns: list[URLPattern | URLResolver], path: str = "", namespace: str = "", words: frozenset[str] = frozenset()
) -> Iterator[Route]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if not (here.startswith(settings.EDITOR_PATH) or settings.EDITOR_PATH.startswith(here)):
            continue
        own = (
            words | frozenset(getattr(pattern.pattern, "converters", {})) | frozenset(pattern.pattern.regex.groupindex)
        )
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner, own)
        elif here.startswith(settings.EDITOR_PATH):
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            yield Route(name, own, here.removeprefix(settings.EDITOR_PATH))


def _value(word: str, page: Page) -> Any:
    label = page.specific_class._meta
    said = {
        "app_name": label.app_label, "app_label": label.app_label, "content_type_app_name": label.app_label,
        "model_name": label.model_name, "content_type_model_name": label.model_name,
        "revision_id": page.latest_revision_id or 1, "revision_id_a": "earliest", "revision_id_b": "latest",
        "action": "delete", "action_name": "publish", "uidb64": "MQ", "token": "set-password",
    }  # fmt: skip
    if word in said:
        return said[word]
    return page.pk if word in PAGE_WORDS | ID_WORDS else 1


def closed(client: Client, *addresses: str) -> None:
    for address in addresses:
        assert client.get(EDITOR + address).status_code == 404, address
        assert client.post(EDITOR + address).status_code == 404, address


def says_nothing_of(place: Place, client: Client, address: str) -> str:
    response = client.get(EDITOR + address)
    assert response.status_code == 200, address
    text = response.content.decode()
    assert place.mark.lower() not in text.lower(), address
    return text
