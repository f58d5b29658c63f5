"""Word-by-word diff of two texts."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\s+|[\w'’-]+|[^\w\s]")
#: The cost is the product of the numbers of tokens (words, blanks, punctuation) in the two texts: with about a thousand
#: words on each side a third of a second. Longer texts are compared by lines; texts with too many lines are shown as
#: one removed and one added.
MAX_PAIRS = 4_000_000


class DiffPart(NamedTuple):
    """A run of text that is `same`, `added` or `removed`."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[DiffPart]:
    """Return the new text in parts, with the removed words still in place.

    Long texts are compared by lines, and texts of very many lines as wholes (see `MAX_PAIRS`). White space between two
    changes is merged into them, so that a reader sees few, whole changes.
    """
    before, after = _divided(old or "", new or "")
    pieces: list[DiffPart] = []
    for tag, a1, a2, b1, b2 in _joined(SequenceMatcher(None, before, after).get_opcodes(), before):
        if tag == "equal":
            pieces.append(DiffPart("same", "".join(before[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(DiffPart("removed", "".join(before[a1:a2])))
        if b2 > b1:
            pieces.append(DiffPart("added", "".join(after[b1:b2])))
    return pieces


def _divided(old: str, new: str) -> tuple[list[str], list[str]]:
    """Both texts as lists of words; of lines where there are too many words; else whole (`MAX_PAIRS`)."""
    for parts in (WORDS.findall, lambda text: text.splitlines(keepends=True)):
        before, after = parts(old), parts(new)
        if len(before) * len(after) <= MAX_PAIRS:
            return before, after
    return [old], [new]


def _joined(opcodes: list[tuple], before: list[str]) -> list[tuple]:
    """Merge changes that are separated only by equal white space."""
    result: list[tuple] = []
    for position, (tag, a1, a2, b1, b2) in enumerate(opcodes):
        between = tag == "equal" and 0 < position < len(opcodes) - 1 and not "".join(before[a1:a2]).strip()
        kind = "replace" if tag != "equal" or between else "equal"
        if result and result[-1][0] == "replace" == kind:
            _kind, start_a, _end_a, start_b, _end_b = result[-1]
            result[-1] = ("replace", start_a, a2, start_b, b2)
        else:
            result.append((kind, a1, a2, b1, b2))
    return result
