"""Find English texts in what a page says."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString

#: Words that are not Danish ones too, as "to", "by", "for", "at", "have", "is" and "log" are.
WORDS = """
    the and of in on if be as up an this that these those you your we our are with from was were been has
    will cannot not please or it its save saved delete deleted edit edited choose select search add added
    change changed changes publish published unpublish create created page pages view show hide close remove
    move copy new old today yesterday ago there here into more less than when which who what how enter
    required field value items any no yes insert back next
"""
ENGLISH = frozenset(WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
#: Names for programs: of classes, events, icons, addresses.
_NAME = re.compile(r"->|://|^[\w#/.:-]*[-_/.:#][\w#/.:-]*$|^(w-\S+\s+)+|^[a-z]+[A-Z]\w*$")
_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "label", "aria-description")


def said(html: str) -> Iterator[str]:
    """The texts of a page: text nodes, attributes that are read or shown, and what scripts get as JSON."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.find_all(string=True):
        tag = node.parent.name if node.parent else ""
        if tag == "script" and "json" in str(node.parent.get("type", "")):  # type: ignore[union-attr]
            yield from _in_json(str(node))
        elif type(node) is NavigableString and tag not in {"script", "style"} and node.strip():
            yield " ".join(node.split())
        elif tag == "template":
            yield from said(str(node))
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            if not isinstance(value, str):
                continue
            if name in _ATTRIBUTES or (name == "value" and tag.get("type") in {"submit", "button"}):
                yield value
            elif name.startswith("data-"):
                yield from _in_json(value) if value[:1] in "[{" else (value,) if " " in value.strip() else ()


def _in_json(text: str) -> Iterator[str]:
    try:
        yield from _strings(json.loads(text))
    except ValueError:
        return


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.lstrip().startswith("<"):
        yield from said(value)
    elif isinstance(value, str) and " " in value.strip():
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def is_english(text: str) -> bool:
    """Two English words, or one in a text of at most three words."""
    words = [word.lower() for word in _WORD.findall(text)]
    found = sum(word in ENGLISH for word in words)
    return not _NAME.search(text.strip()) and (found >= 2 or (found == 1 and len(words) <= 3))
