"""Bold, lists and links in text that is written in the notation: as HTML, and as it is read."""

import re

import pytest
from bs4 import BeautifulSoup

from foundation.cpr_forms.form_values import tokens
from foundation.text.notation import to_html, to_plain

OUTSIDE = 'rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Et **stort** hus", "<p>Et <b>stort</b> hus</p>"),
        ("**to\nlinjer**\n\nNy", "<p><b>to<br>linjer</b></p><p>Ny</p>"),
        ("Vi så:\n- en frø\n* en **tudse**\nog gik", "<p>Vi så:</p><ul><li>en frø</li><li>en <b>tudse</b></li></ul>"
         "<p>og gik</p>"),
        ("1. først\n2) så", "<ol><li>først</li><li>så</li></ol>"),
        ("Se https://emu.dk/a_(b)?c=1&d=2.", f'<p>Se <a href="https://emu.dk/a_(b)?c=1&amp;d=2" {OUTSIDE}>'
         "https://emu.dk/a_(b)?c=1&amp;d=2</a>.</p>"),
        ("[planen](https://x.dk) og [os](/skoler/)", f'<p><a href="https://x.dk" {OUTSIDE}>planen</a> og '
         '<a href="/skoler/">os</a></p>'),
        ("skriv til lise@kommune.dk.", '<p>skriv til <a href="mailto:lise@kommune.dk">lise@kommune.dk</a>.</p>'),
        ("**https://x.dk**", f'<p><b><a href="https://x.dk" {OUTSIDE}>https://x.dk</a></b></p>'),
        ("", ""),
    ],
)  # fmt: skip
def test_as_html(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    ["3. klasse har bygget en dæmning", "14. oktober\n20. oktober", "1. klasse", "2 ** 3 ** 4", "**åbent", "****",
     "-12 grader", "2 * 3", "*og*", "x[1](2)", "http://x.dk"],
)  # fmt: skip
def test_other_text_is_read_as_it_was_written(text: str) -> None:
    assert to_html(text) == f"<p>{text}</p>".replace("\n", "<br>")
    assert to_plain(text) == text


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<b onclick=x>**y**</b>", "[a](javascript:alert(1))", "[a](JavaScript:x)",
     "[a](data:text/html,x)", "[a](//x.dk)", "[a](/\\x.dk)", "[a](/\t/x.dk)", 'https://x.dk/"onmouseover="x',
     '[a"b](https://x.dk/"c)', "[<img src=x onerror=y>](https://x.dk)", "[[a](https://x.dk)](/b)",
     "**[a** b](https://x.dk)", "**" * 999, "[" * 999, "- " * 999, "1. a\n2. b\n" * 999],
)  # fmt: skip
def test_never_other_tags_or_addresses(text: str) -> None:
    html = to_html(text)
    read = BeautifulSoup(html, "html.parser")
    assert str(read).replace("<br/>", "<br>") == html.replace("&#x27;", "'").replace("&quot;", '"'), "well formed"
    assert {tag.name for tag in read.find_all()} <= {"p", "br", "b", "ul", "ol", "li", "a"}
    for link in read.find_all("a"):
        assert re.match(r"https://|mailto:|/(?![/\\\s])", link["href"]), link
        assert set(link.attrs) <= {"href", "rel"}


def test_as_it_is_read() -> None:
    assert to_plain("Se **[planen](https://x.dk)**:\n- en\n- to\n\n1. a\n2. b") == "Se planen:\nen\nto\na\nb"


@pytest.mark.parametrize(
    "text", ["120315-**1234**", "120315-[1234](https://x.dk)", "**120315**-1234", "12**03**151234"]
)
def test_a_cpr_number_is_found_across_marks(text: str) -> None:
    assert tokens(text)
