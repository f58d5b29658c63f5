"""Every icon in use exists; an unknown name would show an empty square."""

import re

from django.contrib.staticfiles import finders

from meetings.evidence.kind_specs import KIND_SPECS
from tests.architecture.sources import name, ours

NAMED = re.compile(r"""\{% icon ["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']""")


def in_the_set() -> set[str]:
    sprite = finders.find("dkfds/img/all-svg-icons.svg")
    assert sprite, "the assets are fetched before the tests (make assets)"
    with open(sprite, encoding="utf-8") as file:
        return set(re.findall(r'<symbol[^>]*\bid="([^"]+)"', file.read()))


def test_every_icon_that_a_template_names_is_in_the_set():
    known = in_the_set()
    assert len(known) > 100
    unknown = {
        f"{name(path)}: {one or other}"
        for path in ours(".html")
        for one, other in NAMED.findall(path.read_text(encoding="utf-8"))
        if (one or other) not in known
    }
    assert not unknown


def test_every_kind_of_evidence_has_an_icon_of_the_set():
    assert not {shape.icon for shape in KIND_SPECS.values()} - in_the_set()
