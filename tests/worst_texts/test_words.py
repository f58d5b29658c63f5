"""What is written in forms, sought, shown in short or compared costs what its length costs."""

import json

import pytest
from django.core.exceptions import SuspiciousOperation, ValidationError
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.search.utils import parse_query_string

from foundation import emphasis, sentences, text_changes
from foundation.composed_text import MOST_MARKS, composed
from foundation.cpr_check import numbers
from foundation.danish_slug import danish_slug
from foundation.day_and_time import ClockField, DayField
from foundation.errors import Refusal
from foundation.written_number import whole_number
from media.ingest import source_name, webvtt
from meetings.figures.reading.numbers import read_number
from meetings.minutes import merging
from meetings.search.excerpt import excerpt
from meetings.search.words import asked
from tests.growth import grows_with_its_length

SIGNS = ["<", "<a ", "<!--", "<![CDATA[", "</", "<a b='", "&", "&#x", "&l", "<b>x</b>", "*", "**a*", ". ", "a. ", "? ",
         "\u201c", "2.", " ", "\n", '"', 'a:"', "/", "\\", "1", "-", "01-", "a@", "a.", "\u200b", "\u0345\u0301",
         "010190-1234 "]  # fmt: skip


def refused(use):
    """`use` of a text, where a refusal is an answer too."""

    def answer(text):
        try:
            return use(text)
        except (Refusal, ValidationError, SuspiciousOperation):
            return None

    return answer


def captions(text: str) -> str:
    return webvtt.clean(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}".encode())


USES = {
    "CPR numbers": numbers.tokens,
    "sentences": lambda text: list(sentences.sentences(text)),
    "first sentence": sentences.first_sentence,
    "emphasis": emphasis.emphasis_html,
    "address": lambda text: danish_slug(text, longest=50),
    "day": DayField().clean,
    "time of day": ClockField().clean,
    "whole number": lambda text: whole_number(text, 0),
    "figure": read_number,
    "file name": source_name.clean,
    "captions": captions,
    "times of captions": lambda text: webvtt.clean(f"WEBVTT\n\n00:01.000 --> 00:02.000 {text}".encode()),
    "search": asked,
    "excerpt": lambda text: excerpt(text, ["nowhere"]),
    "the editor's search": parse_query_string,
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_signs(use, sign):
    assert grows_with_its_length(refused(use), lambda size: (sign * size)[:size], small=1_000)


def test_marks_on_a_letter():
    assert grows_with_its_length(source_name.clean, lambda size: ("\u0345\u0301" * size)[:size], small=5_000)


def test_many_captions():
    cue = "00:01.000 --> 00:02.000\nord\n\n"
    assert grows_with_its_length(
        lambda text: webvtt.clean(text.encode()), lambda n: f"WEBVTT\n\n{cue * n}", small=1_000
    )


def minutes(sections: int, text: str) -> merging.Content:
    rows = [{"id": f"{n}", "title": "Punkt", "text": f"{text} {n}"} for n in range(sections)]
    return {
        "attendance": [],
        "earlier": [],
        "agreements": [],
        "sections": rows,
        "adjust_frame": "",
        "adjust_content": text,
    }


def test_minutes_that_two_wrote():
    def both(times: int) -> tuple[merging.Content, merging.Content]:
        return minutes(times, "mit " * times), minutes(times, "andet " * times)

    def merge(pair):
        return merging.merge(*pair, base=merging.fingerprints(pair[0]), choices={})

    assert grows_with_its_length(merge, lambda size: both(round(size**0.5)), small=4_000)


@pytest.mark.parametrize("words", ["a b ", "a\nb\n", "1 x 2 x ", "<b>"])
def test_long_texts_beside_each_other(words):
    """Above the limit; under it the limit is what a comparison costs at most."""
    make = lambda size: ((words * size)[:size], (words.upper() * size)[:size])  # noqa: E731
    assert grows_with_its_length(lambda pair: text_changes.changes(*pair), make, small=60_000)


@pytest.mark.parametrize("words", [1_000, 2_000, 3_000, 10_000])
def test_no_more_words_are_compared_than_may_be(words):
    before, after = text_changes._divided("en\n" * words, "to\n" * words)
    assert len(before) * len(after) <= text_changes.MOST_PAIRS


def draftail(*, text: str, styles: int = 0, blocks: int = 1, depth: int = 0) -> str:
    """What the editor's text field sends."""
    ranges = [{"offset": n, "length": 1, "style": "BOLD"} for n in range(0, 2 * styles, 2)]
    kind = "unordered-list-item" if depth else "unstyled"
    block = {"text": text, "type": kind, "inlineStyleRanges": ranges, "entityRanges": []}
    return json.dumps(
        {
            "blocks": [{**block, "key": f"{n}", "depth": n % (depth + 1)} for n in range(blocks)],
            "entityMap": {},
        }
    )


@pytest.mark.parametrize(
    ("make", "small"),
    [
        (lambda n: draftail(text="<" * n), 20_000),
        (lambda n: draftail(text="\n" * n), 3_000),
        (lambda n: draftail(text="a\n" * n, styles=n), 1_000),
        (lambda n: draftail(text="a ", blocks=n), 2_000),
        (lambda n: draftail(text="a ", blocks=n, depth=4), 2_000),
        (lambda n: draftail(text="ab" * n, styles=n), 2_000),
    ],
    ids=["signs", "line breaks", "bold words on lines", "paragraphs", "lists", "bold words"],
)
def test_the_editors_text_field(make, small):
    widget = get_rich_text_editor_widget("default")
    assert grows_with_its_length(lambda sent: widget.value_from_datadict({"f": sent}, {}, "f"), make, small=small)


def test_what_the_editors_text_field_makes():
    """Nothing is there twice, and nothing lies deeper than the editor can make it."""
    widget = get_rich_text_editor_widget("default")
    made = widget.value_from_datadict({"f": draftail(text="a\nb", blocks=3, depth=2)}, {}, "f")
    assert made.count("a<br/>b") == 3 and made.count("<ul>") == 3
    deep = json.loads(draftail(text="a", depth=1))
    deep["blocks"][0]["depth"] = 10**9
    assert widget.value_from_datadict({"f": json.dumps(deep)}, {}, "f").count("<ul>") == 5


def test_marks_on_a_letter_are_few():
    assert composed("e\u0301") == "\u00e9"
    assert composed("Bl\u00e5b\u00e6r") == "Bl\u00e5b\u00e6r"
    assert len(composed("\u0345\u0301" * 5_000)) == MOST_MARKS
