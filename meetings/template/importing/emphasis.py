"""Words that stand out in a document, as plain text carries them: "*så alle ses*", "**skal**"."""

from collections.abc import Iterable

from meetings.template.importing.lines import Emphasis

MARKS = {"strong": "**", "em": "*"}


def emphasised(text: str, emphasis: Iterable[Emphasis]) -> str:
    """The text with marks around its words that stand out; those that are not in it are left alone.

    A text that has asterisks of its own is left as it is: they would be taken for marks.
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
