"""The documents agree with the code: environment variables, commands, links, and labels in the product."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.core.management import get_commands

from foundation.translation import catalogue

PROJECT_ROOT = Path(settings.BASE_DIR)
DOCS = PROJECT_ROOT / "docs"
READ = re.compile(r"environment\.(?:text|flag|number|comma_separated|networks)\(\s*\"(\w+)\"")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)


def documents() -> Iterator[Path]:
    yield from (PROJECT_ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md"))
    yield from sorted(DOCS.rglob("*.md"))


def test_operating_names_only_environment_variables_that_exist() -> None:
    read = {name for path in (PROJECT_ROOT / "site/config").rglob("*.py") for name in READ.findall(path.read_text())}
    named = set(re.findall(r"LAERINGSRUM_(\w+)", (DOCS / "operating.md").read_text()))
    assert named and named <= read


def test_operating_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"manage\.py (\w+)", (DOCS / "operating.md").read_text()))
    assert named <= set(get_commands())
    assert {"set_up", "add_administrator", "sweep_media"} <= named


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_links_in_documents_exist(document: Path) -> None:
    assert [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("guide", sorted((DOCS / "editors").glob("*.md")), ids=lambda path: path.stem)
def test_guides_use_the_labels_of_the_product(guide: Path) -> None:
    """In the guides, bold text is the label of a button or link: each is in the catalogue."""
    said = {entry.msgstr for entry in catalogue.read_catalogue()}
    words = {" ".join(found.split()) for found in BOLD.findall(guide.read_text())} - {"fed skrift"}
    assert words and words - said == set()


def test_decisions_are_numbered_consecutively() -> None:
    paths = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    assert numbers == list(range(1, len(paths) + 1))
    assert [path.read_text().split(".")[0] for path in paths] == [f"# {number}" for number in numbers]


def test_every_template_of_wagtail_that_is_replaced_is_on_the_page_about_upgrades() -> None:
    """A template that Wagtail no longer has is replaced in vain."""
    ours = PROJECT_ROOT / "site/templates"
    replaced = {str(path.relative_to(ours)) for path in ours.glob("wagtail*/**/*.html")}
    named = set(re.findall(r"`(wagtail\w+/[\w/.]+\.html)`", (DOCS / "upgrading-wagtail.md").read_text()))
    assert named == replaced
    of_wagtail = {
        str(path.relative_to(folder))
        for folder in Path(wagtail.__file__).parent.rglob("templates")
        for path in folder.rglob("*.html")
    }
    assert replaced - of_wagtail == set()
