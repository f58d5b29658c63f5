"""What people wrote, as blocks of a document."""

import re
from dataclasses import replace

from django.conf import settings

from foundation.text.danish_slug import danish_slug
from foundation.text.emphasis import MARKED
from foundation.text.notation import Run, to_blocks
from meetings.exports.content.document import Block, Line, Listing, Paragraph, plain_line

_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


def from_notation(text: str) -> list[Block]:
    """Return paragraphs and lists of a text with bold, lists and links (decision 0033)."""
    blocks: list[Block] = []
    for block in to_blocks(text):
        lines = tuple(tuple(_outward(run) for run in line) for line in block.lines)
        blocks += [Paragraph(lines[0])] if block.kind == "p" else [Listing(lines, is_numbered=block.kind == "ol")]
    return blocks


def from_plain_text(text: str) -> list[Paragraph]:
    """Return paragraphs of a text without notation; a line feed is a line break."""
    found = _BETWEEN_PARAGRAPHS.split("\n".join(text.strip().splitlines()))
    return [Paragraph(plain_line(part)) for part in found if part.strip()]


def bullets(texts: list[str]) -> list[Block]:
    """Return a list of plain texts; nothing when there are none."""
    return [Listing(tuple(plain_line(text) for text in texts))] if texts else []


def quiet(text: str) -> Paragraph:
    return Paragraph(plain_line(text), quiet=True)


def cell(text: str) -> Line:
    return plain_line(text) if text else ()


def _outward(run: Run) -> Run:
    """A link to a page of this site works from a document too."""
    return replace(run, to=settings.BASE_URL.rstrip("/") + run.to) if run.to.startswith("/") else run


def from_emphasis(text: str) -> list[Block]:
    """Return paragraphs of a text with "*emphasis*" and "**strong emphasis**" (foundation.text.emphasis), both bold."""
    return [replace(block, line=_emphasised(block.line[0].text)) for block in from_plain_text(text)]


def _emphasised(text: str) -> Line:
    runs, last = [], 0
    for found in MARKED.finditer(text):
        words = found[1] or found[2]
        if words == words.strip():
            runs += [Run(text[last : found.start()]), Run(words, bold=True)]
            last = found.end()
    return tuple(run for run in (*runs, Run(text[last:])) if run.text)


def file_name(*words: str) -> str:
    """Return the name of a document's file, without an ending: referat-skovskolen-2026-2027."""
    return danish_slug(" ".join(words).replace("/", "-"), max_length=80) or "dokument"
