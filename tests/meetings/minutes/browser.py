"""A person at a page of minutes, without a browser: what the form holds, and pressing its buttons."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from accounts.user import User


class _Fields(HTMLParser):
    """The fields of the form with the given id, as a browser would send them."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.wanted = form
        self.inside = False
        self.fields: list[tuple[str, str]] = []
        self.area: str | None = None
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = said.get("id") == self.wanted or not self.wanted
        if not self.inside:
            return
        if tag == "input" and said.get("name"):
            if said.get("type") not in {"radio", "checkbox"} or "checked" in said:
                self.fields.append((said["name"], said.get("value", "")))
        elif tag == "textarea":
            self.area = said["name"]
            self.fields.append((said["name"], ""))
        elif tag == "select":
            self.select, self.options = said["name"], []
        elif tag == "option":
            self.options.append((said.get("value", ""), "selected" in said))

    def handle_data(self, data: str) -> None:
        if self.area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value.removeprefix("\r\n").removeprefix("\n"))
            self.area = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [value for value, _ in self.options[:1]]
            self.fields += [(self.select, value) for value in chosen]
            self.select = None


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def form_of(html: str, form: str = "referat") -> dict[str, Any]:
    """The form's fields; a name that stands more than once has a list."""
    parser = _Fields(form)
    parser.feed(html)
    found: dict[str, list[str]] = {}
    for name, value in parser.fields:
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def prefix_of(form: dict[str, Any], part: str, row_id: Any = None) -> str:
    """The prefix of a row's fields in a formset; without an id that of its last row."""
    ids = [name for name in form if re.fullmatch(rf"{part}-\d+-id", name) and row_id in {None, form[name]}]
    return ids[-1].removesuffix("-id")


def words(html: str) -> str:
    """What a reader sees, on one line."""
    import html as entities

    text = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", text)).split())
