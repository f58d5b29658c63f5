"""Text in forms, searches, summaries and comparisons is processed in linear time."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import SuspiciousOperation, ValidationError
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.search.utils import parse_query_string

from foundation.cpr_forms import form_values
from foundation.errors import Refusal
from foundation.forms.date_and_time_fields import ClockField, DayField
from foundation.search.parse_query import parse_query
from foundation.text import emphasis, notation, sentences, word_diff
from foundation.text.danish_slug import danish_slug
from foundation.text.parsing import parse_int
from foundation.text.unicode_composition import MAX_MARKS, compose
from media.ingest import original_name, webvtt
from meetings.figures.parsing.parse_number import read_number
from meetings.minutes.writing import merging
from meetings.search.excerpt import excerpt
from tests.growth import grows_with_its_length

SIGNS = ["<", "<a ", "<!--", "<![CDATA[", "</", "<a b='", "&", "&#x", "&l", "<b>x</b>", "*", "**a*", ". ", "a. ", "? ",
         "\u201c", "2.", " ", "\n", '"', 'a:"', "/", "\\", "1", "-", "01-", "a@", "a.", "\u200b", "\u0345\u0301",
         "010190-1234 ", "[", "[a](https://", "https://(", "1. a\n2. b\n", "- a\n\n"]  # fmt: skip


def refused(use):
    """`use` of a text, where a refusal is an answer too."""

    def answer(text):
        try:
            return use(text)
        except (Refusal, ValidationError, SuspiciousOperation):
            return None

    return answer


def captions(text: str) -> str:
    return webvtt.clean_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())


USES = {
    "CPR numbers": form_values.tokens,
    "sentences": lambda text: list(sentences.sentences(text)),
    "first sentence": sentences.first_sentence,
    "emphasis": emphasis.emphasis_html,
    "notation": notation.to_html,
    "address": lambda text: danish_slug(text, max_length=50),
    "day": DayField().clean,
    "time of day": ClockField().clean,
    "whole number": lambda text: parse_int(text, 0),
    "figure": read_number,
    "file name": original_name.clean_file_name,
    "captions": captions,
    "times of captions": lambda text: webvtt.clean_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000 {text}".encode()),
    "search": parse_query,
    "excerpt": lambda text: excerpt(text, ["nowhere"]),
    "the editor's search": parse_query_string,
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_repeated_characters(use, sign):
    assert grows_with_its_length(refused(use), lambda size: (sign * size)[:size], small=4_000)


def test_marks_on_a_letter():
    assert grows_with_its_length(
        original_name.clean_file_name, lambda size: ("\u0345\u0301" * size)[:size], small=5_000
    )


def test_many_captions():
    cue = "00:01.000 --> 00:02.000\nord\n\n"
    assert grows_with_its_length(
        lambda text: webvtt.clean_captions(text.encode()), lambda n: f"WEBVTT\n\n{cue * n}", small=600
    )


LINES = {
    "all different": lambda n, who: [f"{who} {line}" for line in range(n)],
    "all the same": lambda n, who: [who] * n,
    "every second the same": lambda n, who: [f"{line}" if line % 2 else f"{who}{line}" for line in range(n)],
    "in the other order": lambda n, who: [f"{line}" for line in (range(n) if who == "a" else reversed(range(n)))],
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_merging_paragraphs(lines):
    make = lambda size: ["\n".join(lines(size // 4, who)) for who in ("base", "a", "b")]  # noqa: E731
    assert grows_with_its_length(lambda texts: merging.merge_paragraphs(*texts), make, small=4_000)


@pytest.mark.parametrize("words", ["a b ", "a\nb\n", "1 x 2 x ", "<b>"])
def test_long_texts_beside_each_other(words):
    """Above the limit; under it the limit is what a comparison costs at most."""
    make = lambda size: ((words * size)[:size], (words.upper() * size)[:size])  # noqa: E731
    assert grows_with_its_length(lambda pair: word_diff.word_diff(*pair), make, small=60_000)


@pytest.mark.parametrize("words", [1_000, 2_000, 3_000, 10_000])
def test_the_number_of_compared_words_is_limited(words):
    before, after = word_diff._divided("en\n" * words, "to\n" * words)
    assert len(before) * len(after) <= word_diff.MAX_PAIRS


def test_no_rich_text_fields_exist() -> None:
    """Wagtail converts rich text in time quadratic in its paragraphs, so such a field would need a limit."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    streams = [field.stream_block for field in fields if isinstance(field, StreamField)]
    assert len(streams) > 5
    assert not [field for field in fields if isinstance(field, RichTextField)]
    assert not [block for stream in streams for block in within(stream) if isinstance(block, RichTextBlock)]


def within(block: Any) -> Iterator[Any]:
    """The block and all in it."""
    yield block
    inner = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    for one in inner:
        yield from within(one)


def test_marks_on_a_letter_are_few():
    assert compose("e\u0301") == "\u00e9"
    assert compose("Bl\u00e5b\u00e6r") == "Bl\u00e5b\u00e6r"
    assert len(compose("\u0345\u0301" * 5_000)) == MAX_MARKS
