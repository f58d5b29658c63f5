"""Comments in Markdown ("<!-- … -->"), which are not visible in the rendered document."""

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.template.importing.lines import LinePlace, TextLine, tidy_text

BEGIN, END = "<!--", "-->"
# Placeholder with the index of a comment while Markdown is parsed; private use characters, which no text has.
MARK = re.compile("\ue000(\\d+)\ue001")


def without_comments(text: str) -> tuple[str, list[str]]:
    """Return the text with a placeholder for each comment, and the comments. An unclosed comment stays text."""
    pieces: list[str] = []
    comments: list[str] = []
    at = 0
    while (begin := text.find(BEGIN, at)) >= 0 and (end := text.find(END, begin + len(BEGIN))) >= 0:
        pieces += [text[at:begin], f"\ue000{len(comments)}\ue001"]
        comments.append(text[begin + len(BEGIN) : end])
        at = end + len(END)
        if _is_alone(pieces[-2], text, at):  # make it a block, so that the next row is not joined with it
            pieces.append("\n")
    return "".join([*pieces, text[at:]]), comments


def _is_alone(before: str, text: str, after: int) -> bool:
    return before.rstrip(" \t")[-1:] in {"", "\n"} and text[after : after + 1] == "\n"


def with_comments(line: TextLine, comments: list[str]) -> Iterator[TextLine]:
    """Yield the line without placeholders, followed by its comments as hidden lines."""
    found = [int(number) for number in MARK.findall(line.text)]
    if not found:
        yield line
        return
    text = tidy_text(MARK.sub("", line.text))
    if text:
        yield replace(line, text=text)
    for number in found:
        if number < len(comments):
            yield TextLine(tidy_text(comments[number]), place=LinePlace.HIDDEN)
