"""Split long texts into parts that fit a slide and can be read from four metres."""

import re
from collections.abc import Iterator

from wagtail import blocks

from foundation.text.notation import to_plain
from foundation.text.sentences import sentences

MAX_CHARACTERS = 420  # characters on a slide
_PARAGRAPH = re.compile(r"\n\s*\n")


def split_block(bound: blocks.BoundBlock) -> list[blocks.BoundBlock]:
    """Return bound copies of the block, one for each slide. Parts that are not text (photo, chart) stay on the
    first."""
    if isinstance(bound.block, blocks.StructBlock):
        return [bound.block.bind(value) for value in _split_struct(bound.block, bound.value)]
    if isinstance(bound.value, str):
        return [bound.block.bind(text) for text in split_text(bound.value)]
    return [bound]


def _split_struct(block: blocks.StructBlock, value: blocks.StructValue) -> list[blocks.StructValue]:
    """Put as many answers on a slide as fit; a long answer continues on the next."""
    texts = [name for name, child in block.child_blocks.items() if isinstance(child, blocks.TextBlock)]
    slides: list[dict[str, str]] = [{name: value[name] for name in value if name not in texts}]
    room = MAX_CHARACTERS
    for name in texts:
        for part in split_text(value.get(name) or ""):
            if name in slides[-1] or (len(part) > room and room < MAX_CHARACTERS):
                slides.append({})
                room = MAX_CHARACTERS
            slides[-1][name] = part
            room -= len(part)
    empty = {name: "" for name, child in block.child_blocks.items() if isinstance(child, blocks.FieldBlock)}
    return [block.meta.value_class(block, {**empty, **slide}) for slide in slides]


def split_text(text: str) -> list[str]:
    """Split into parts of at most MAX_CHARACTERS: between paragraphs if possible, else between lines or sentences, and
    within a sentence only when it is longer than a slide. No words are lost; blank text has no parts."""
    pieces: list[str] = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        for between, part in _parts(paragraph):
            if pieces and len(pieces[-1]) + len(between) + len(part) <= MAX_CHARACTERS:
                pieces[-1] += between + part
            elif part:
                pieces.append(part)
    return pieces


def _parts(paragraph: str) -> Iterator[tuple[str, str]]:
    """The parts of one paragraph, each with what separates it from the one before."""
    lines = [paragraph] if len(paragraph) <= MAX_CHARACTERS else paragraph.splitlines()
    for number, line in enumerate(lines):
        parts = list(_sentences(line))
        if len(parts) > 1 and ("](" in line or any(part.count("**") % 2 for part in parts)):
            parts = list(_sentences(to_plain(line)))  # a mark would be cut in two
        for place, part in enumerate(parts):
            yield " " if place else "\n" if number else "\n\n", part


def _sentences(line: str) -> Iterator[str]:
    if len(line) <= MAX_CHARACTERS:
        yield line
        return
    for sentence in sentences(line):
        while len(sentence) > MAX_CHARACTERS:
            cut = sentence.rfind(" ", 0, MAX_CHARACTERS)
            cut = cut if cut > 0 else MAX_CHARACTERS
            yield sentence[:cut].rstrip()
            sentence = sentence[cut:].lstrip()
        yield sentence
