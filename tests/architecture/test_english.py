"""What is read in English is English: source strings, and templates have no words that bypass the catalogue."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from foundation.translation.catalogue import read_catalogue

ROOT = Path(settings.BASE_DIR)
#: Danish words that are no English ones, and no parts of addresses.
DANISH = re.compile(
    r"[æøåÆØÅ]|\b(?:og|ikke|skal|det|til|af|på|med|som|eller|kan|har|du|jeg|fra|ved|når|din|dit|dine|jeres|gem|ret|vis"
    r"|slet|tilbage|godkend|aftale|aftaler|referat|skole|skoler|enhed|deltagere|kl)\b",
    re.I,
)
#: Names that are the same in every language, and examples of Danish.
NAMES = re.compile(r"Læringsrum|Dansk\b|\(MED\)|æ, ø, å|“[^”]*”")
#: Pages and documents that are Danish for everybody: those of developers, the Wagtail admin, files to download.
DANISH_ALWAYS = ("site/templates/dev/", "site/templates/wagtailadmin/", "site/templates/wagtailcore/",
                 "home/templates/home/export/")  # fmt: skip
_TAGS = re.compile(
    r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{% blocktrans.*?\{% endblocktrans(?:late)? %\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|<(?:script|style)\b.*?</(?:script|style)>",
    re.S,
)
_ATTRIBUTES = re.compile(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"]*)\"")
_MARKUP = re.compile(r"<[^>]*>", re.S)


def templates() -> list[Path]:
    folders = ("home", "media", "meetings", "snippets", "site")
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("templates/**/*")
        if path.suffix in {".html", ".txt"} and not path.relative_to(ROOT).as_posix().startswith(DANISH_ALWAYS)
    )


def own_words(source: str) -> list[str]:
    """The words of a template that it says itself, without what the catalogue translates."""
    plain = _TAGS.sub(" ", source)
    return [*_ATTRIBUTES.findall(plain), *_MARKUP.sub("\n", plain).splitlines()]


def test_source_strings_are_english() -> None:
    wrong = [entry.msgid for entry in read_catalogue() if DANISH.search(NAMES.sub("", entry.msgid))]
    assert not wrong, wrong


def test_templates_say_nothing_in_danish_themselves() -> None:
    assert len(templates()) > 300
    wrong = {
        path.relative_to(ROOT).as_posix(): words.strip()
        for path in templates()
        for words in own_words(path.read_text(encoding="utf-8"))
        if DANISH.search(NAMES.sub("", words))
    }
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("source", "is_danish"),
    [("<p>Gem kladden</p>", True), ('{% translate "Gem" %}', False), ('<a title="Ret det">x</a>', True),
     ("{# Gem det #}<p>{{ ret }}</p>", False), ("<p>Læringsrum</p>", False)],
)  # fmt: skip
def test_the_words_are_found(source: str, is_danish: bool) -> None:
    assert any(DANISH.search(NAMES.sub("", words)) for words in own_words(source)) == is_danish
