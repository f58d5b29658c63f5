"""The developers' page shows every component."""

import importlib
from pathlib import Path

import pytest
from django.test import override_settings

from foundation import urls
from tests.architecture.sources import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "site/templates/components"
#: Drawn by another component, or by Django's forms, and so without arguments of their own.
INNER = {"form/form"}

pytestmark = pytest.mark.django_db


def component_names() -> set[str]:
    return {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.html")}


def test_every_component_appears(client):
    shown = set()
    for address in ("/dev/komponenter/", "/dev/komponenter/fuld-skaerm/", "/dev/komponenter/fuld-skaerm/?kind=beside"):
        answer = client.get(address)
        assert answer.status_code == 200
        shown |= {Path(template.origin.name) for template in answer.templates if template.origin}
    missing = {name for name in component_names() if FOLDER / f"{name}.html" not in shown}
    assert not missing, "dead, or not shown on /dev/komponenter/"


@pytest.mark.parametrize("name", sorted(component_names() - INNER))
def test_every_component_declares_its_arguments(name):
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    inside_another = (FOLDER / Path(name).parts[0]).with_suffix(".html").exists() and "/" in name
    assert inside_another or "{% takes " in text


def test_the_page_exists_only_with_the_setting():
    with override_settings(COMPONENTS_PAGE=False):
        routes = {pattern.name for pattern in importlib.reload(urls).urlpatterns}
    assert not routes & {"component_page", "presentation_page"}
    importlib.reload(urls)
