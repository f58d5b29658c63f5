"""The words of a page as an office program shows it are the words that are read: none is missing, none is added."""

import re

import pytest

from meetings.template.importing import parse_document, read_document
from meetings.template.importing.report import words_of
from tests.meetings.template.importing.shown_documents import AS_SHOWN, SHOWN
from tests.meetings.template.importing.test_nothing_is_dropped import dropped

# Numbers that Word counts stand on the page and in no text; "9⁰⁰" is "900" to the other program.
COUNTED = re.compile(r"^ *\d+\. ", re.MULTILINE)
BETWEEN_DIGITS = re.compile(r"(?<=\d)\.(?=\d)")


def words(text: str) -> set[str]:
    return set(words_of(BETWEEN_DIGITS.sub("", text)))


@pytest.mark.parametrize("name", SHOWN)
def test_the_words_of_the_page_are_read_and_no_others(name: str) -> None:
    lines = read_document(SHOWN[name](), "skabelon.docx")
    shown = (AS_SHOWN / f"{name}.txt").read_text(encoding="utf-8")
    assert words("\n".join(line.text for line in lines if not line.place.is_left_out)) == words(COUNTED.sub("", shown))
    assert dropped(lines, parse_document(lines)) == []
