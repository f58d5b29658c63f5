"""Mark emphasised words of a document in plain text: "*så alle ses*", "**skal**"."""

from collections.abc import Iterable

from meetings.template.importing.lines import Emphasis

MARKS = {"strong": "**", "em": "*"}


def emphasised(text: str, emphasis: Iterable[Emphasis]) -> str:
    """Return the text with asterisks around its emphasised words; words that are not in it are skipped.

    A text with asterisks of its own is returned unchanged, because they would be read as marks.
    """
    if "*" in text:
        return text
    pieces: list[str] = []
    at = 0
    for one in emphasis:
        start = text.find(one.words, at)
        if start < 0:
            continue
        mark = MARKS[one.kind]
        pieces += [text[at:start], mark, one.words, mark]
        at = start + len(one.words)
    return "".join([*pieces, text[at:]])
