"""Comments in Markdown ("<!-- … -->"): nobody who reads the document sees them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.template.importing.lines import Line, Place, tidy

BEGIN, END = "<!--", "-->"
# Stands for a comment by its number while Markdown is parsed; signs of the private area, which no text has.
MARK = re.compile("\ue000(\\d+)\ue001")


def without_comments(text: str) -> tuple[str, list[str]]:
    """The text with a mark for each comment, and the comments. One that never ends is text."""
    pieces: list[str] = []
    comments: list[str] = []
    at = 0
    while (begin := text.find(BEGIN, at)) >= 0 and (end := text.find(END, begin + len(BEGIN))) >= 0:
        pieces += [text[at:begin], f"\ue000{len(comments)}\ue001"]
        comments.append(text[begin + len(BEGIN) : end])
        at = end + len(END)
        if _is_alone(pieces[-2], text, at):  # a block of its own, so that the next row is not joined with it
            pieces.append("\n")
    return "".join([*pieces, text[at:]]), comments


def _is_alone(before: str, text: str, after: int) -> bool:
    return before.rstrip(" \t")[-1:] in {"", "\n"} and text[after : after + 1] == "\n"


def with_comments(line: Line, comments: list[str]) -> Iterator[Line]:
    """The line without marks, and behind it the comments that stood in it."""
    found = [int(number) for number in MARK.findall(line.text)]
    if not found:
        yield line
        return
    text = tidy(MARK.sub("", line.text))
    if text:
        yield replace(line, text=text)
    for number in found:
        if number < len(comments):
            yield Line(tidy(comments[number]), place=Place.HIDDEN)
