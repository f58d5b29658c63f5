"""Long texts in pieces that can be read from four metres, each still drawn by its block's own template."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail import blocks

from foundation.text.sentences import sentences

MOST = 420  # letters on a slide
_PARAGRAPH = re.compile(r"\n\s*\n")


def split_block(bound: Any) -> list[Any]:
    """The block once for each slide it needs. What is no text (a photo, a chart) stays whole, on the first."""
    if isinstance(bound.block, blocks.StructBlock):
        return [bound.block.bind(value) for value in _split_struct(bound.block, bound.value)]
    if isinstance(bound.value, str):
        return [bound.block.bind(text) for text in split_text(bound.value)]
    return [bound]


def _split_struct(block: Any, value: Any) -> list[Any]:
    """One answer after another, as many on a slide as there is room for; a long answer goes on on the next."""
    texts = [name for name, child in block.child_blocks.items() if isinstance(child, blocks.TextBlock)]
    slides: list[dict[str, Any]] = [{name: value[name] for name in value if name not in texts}]
    room = MOST
    for name in texts:
        for part in split_text(value.get(name) or ""):
            if name in slides[-1] or (len(part) > room and room < MOST):
                slides.append({})
                room = MOST
            slides[-1][name] = part
            room -= len(part)
    empty = {name: "" for name, child in block.child_blocks.items() if isinstance(child, blocks.FieldBlock)}
    return [block.meta.value_class(block, {**empty, **slide}) for slide in slides]


def split_text(text: str) -> list[str]:
    """In pieces of about MOST letters, between paragraphs if it can be, between sentences if not, and within a
    sentence only when it is longer than a slide. Nothing is lost; a text of blanks is no piece."""
    pieces: list[str] = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        for number, part in enumerate(_parts(paragraph)):
            between = "\n\n" if number == 0 else " "
            if pieces and len(pieces[-1]) + len(between) + len(part) <= MOST:
                pieces[-1] += between + part
            elif part:
                pieces.append(part)
    return pieces


def _parts(paragraph: str) -> Iterator[str]:
    if len(paragraph) <= MOST:
        yield paragraph
        return
    for sentence in sentences(paragraph):
        while len(sentence) > MOST:
            cut = sentence.rfind(" ", 0, MOST)
            cut = cut if cut > 0 else MOST
            yield sentence[:cut].rstrip()
            sentence = sentence[cut:].lstrip()
        yield sentence
