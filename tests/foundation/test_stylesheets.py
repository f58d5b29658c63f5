"""Stylesheets: each is loaded, classes belong to one component, colours are custom properties."""

import re
from collections import defaultdict

import pytest

from tests.architecture.sources import PROJECT_ROOT, name, ours

STATIC = PROJECT_ROOT / "site/static"
SHEETS = sorted((STATIC / "components").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.S)
RULE = re.compile(r"([^{}]+)\{")
#: The first class of a selector is what the rule draws.
FIRST_CLASS = re.compile(r"^\.(lr-[a-z-]+(?:__[a-z-]+)?)")


def selectors(path):
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    return [part.strip() for rule in RULE.findall(text) if not rule.strip().startswith("@") for part in rule.split(",")]


def test_every_stylesheet_is_loaded_once():
    wanted = [f"components/{path.name}" for path in SHEETS]
    wanted += [f"look/{path.name}" for path in (STATIC / "look").glob("*.css")]
    loaded = re.findall(r'@import url\("((?:components|look)/[^"]+)"\)', (STATIC / "app.css").read_text())
    assert sorted(loaded) == sorted(wanted)


def test_no_two_components_style_the_same_class():
    drawn = defaultdict(set)
    for path in SHEETS:
        for selector in selectors(path):
            if found := FIRST_CLASS.match(selector):
                drawn[found[1]].add(path.name)
    shared = {cls: sorted(files) for cls, files in drawn.items() if len(files) > 1}
    assert not shared


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_every_stylesheet_is_used(path):
    """At least one of its classes is used in a template or script."""
    classes = {found[1] for selector in selectors(path) if (found := FIRST_CLASS.match(selector))}
    texts = [other.read_text(encoding="utf-8") for ending in (".html", ".js", ".py") for other in ours(ending)]
    assert any(cls in text for cls in classes for text in texts)


@pytest.mark.parametrize("path", [*SHEETS, *(STATIC / "look").glob("*.css")], ids=name)
def test_stylesheets_load_nothing_external(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", text)
