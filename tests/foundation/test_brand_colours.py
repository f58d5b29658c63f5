"""The municipality's colours: sufficient contrast, defaults in the stylesheet, cached by browsers."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from foundation import brand_colours
from foundation.municipality import Municipality, readable_colour
from tests.architecture.sources import PROJECT_ROOT

DARK_ENOUGH = st.from_regex(r"\A#[0-7][0-9a-f][0-7][0-9a-f][0-7][0-9a-f]\Z")
DEFAULTS = {"brand": "#1d4f5c", "accent": "#8a4b2a"}
#: Text colour -> the grounds it stands on in our stylesheets.
PAIRS = {
    "--brand": ["--brand-surface", "--brand-paper", "--brand-soft", "--brand-tint", "--brand-sand"],
    "--brand-ink": ["--brand-surface", "--brand-paper", "--brand-soft", "--brand-tint", "--brand-sand"],
    "--brand-on": ["--brand", "--brand-deep", "--brand-ink"],
    "--brand-accent": ["--brand-surface", "--brand-paper", "--brand-sand"],
    "--brand-accent-deep": ["--brand-surface", "--brand-accent-soft", "--brand-soft"],
    "--brand-tint": ["--brand-deep", "--brand-ink"],
    "--brand-accent-line": ["--brand-ink"],
}


@given(brand=DARK_ENOUGH, accent=DARK_ENOUGH)
def test_text_is_readable_whatever_the_municipality_chooses(brand, accent):
    palette = brand_colours.palette(brand=brand, accent=accent)
    poor = {
        (text, ground): round(brand_colours.contrast(palette[text], palette[ground]), 2)
        for text, grounds in PAIRS.items()
        for ground in grounds
        if brand_colours.contrast(palette[text], palette[ground]) < brand_colours.READABLE
    }
    assert not poor


def test_the_stylesheet_starts_from_the_default_colours():
    tokens = (PROJECT_ROOT / "site/static/look/tokens.css").read_text()
    in_file = dict(re.findall(r"(--brand[a-z-]*): (#[0-9a-f]{6});", tokens))
    assert in_file == brand_colours.palette(**DEFAULTS)


@pytest.mark.parametrize("colour", ["#ffffff", "#8fd3e8", "red", "#12345", "#1d4f5c; }", "#1d4f5c\n"])
def test_a_colour_with_too_little_contrast_is_refused(colour):
    with pytest.raises(ValidationError):
        readable_colour(colour)


@pytest.mark.django_db
def test_the_municipalitys_colours_are_served_and_cached(client):
    municipality = Municipality.for_site(Site.objects.get())
    municipality.brand_colour = "#5b2a86"
    municipality.save()
    version = brand_colours.version(brand="#5b2a86", accent=municipality.accent_colour)
    page = client.get("/tilgaengelighed/").content.decode()
    assert f"/farver.css?v={version}" in page
    kept = client.get(f"/farver.css?v={version}")
    assert "--brand: #5b2a86;" in kept.content.decode()
    assert kept["Content-Type"].startswith("text/css")
    assert "immutable" in kept["Cache-Control"]
    assert client.get("/farver.css?v=old")["Cache-Control"] == "no-cache"


def test_without_a_database_the_default_colours_are_served(client, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Municipality, "here", fail)
    assert "--brand: #1d4f5c;" in client.get("/farver.css").content.decode()
