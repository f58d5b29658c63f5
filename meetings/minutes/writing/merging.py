"""Merge what two people wrote in the same section, when what they changed does not touch.

Paragraphs are compared with those that both saw. The cost grows with the length of the texts, not with its square:
beginnings and ends that are equal are set aside, and in between only paragraphs that occur once are aligned.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from meetings.minutes.writing.sections import PROSE, Values

#: Replaced paragraphs `begin:end` of the text that both saw, and what stands there now.
Change = tuple[int, int, list[str]]


def merge_values(base: Values, mine: Values, saved: Values) -> tuple[Values, bool]:
    """Merge by field what two people made of `base`. Returns the values, and whether nothing was in the way.

    When something was, the values are `saved`: nothing is decided for the writers.
    """
    if mine is None or saved is None or base is None:
        return saved, mine == saved
    merged = {}
    for name in saved | mine:
        before, my, their = (values.get(name) or "" for values in (base, mine, saved))
        if my in (their, before):
            merged[name] = saved.get(name)
        elif their == before:
            merged[name] = mine.get(name)
        else:
            text = merge_paragraphs(before, my, their) if name in PROSE else None
            if text is None:
                return saved, False
            merged[name] = text
    return merged, True


def merge_paragraphs(base: str, mine: str, saved: str) -> str | None:
    """Return the text with the changes of both; None where they changed the same paragraph or wrote at the same
    place."""
    before = base.split("\n")
    changes = sorted(_changes(before, mine.split("\n")) + _changes(before, saved.split("\n")), key=lambda one: one[:2])
    merged: list[str] = []
    at, last = 0, None
    for change in changes:
        if change == last:
            continue  # both did the same
        begin, end, lines = change
        if begin < at or (last is not None and begin == last[0]):
            return None
        merged += before[at:begin] + lines
        at, last = end, change
    return "\n".join(merged + before[at:])


def both(values: Values, other: Values) -> Values:
    """Return both texts, those of `values` first; fields that are no texts from `other`."""
    if values is None or other is None:
        return other or values
    texts = {
        name: "\n\n".join(filter(None, (values.get(name), other.get(name))))
        for name in PROSE & other.keys()
        if values.get(name) != other.get(name)
    }
    return {**other, **texts}


def _changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """What was replaced to make `after` of `before`."""
    changes: list[Change] = []
    a = b = 0
    for next_a, next_b in [*_anchors(before, after), (len(before), len(after))]:
        # Equal lines beside an anchor belong to it.
        while a < next_a and b < next_b and before[a] == after[b]:
            a, b = a + 1, b + 1
        end_a, end_b = next_a, next_b
        while end_a > a and end_b > b and before[end_a - 1] == after[end_b - 1]:
            end_a, end_b = end_a - 1, end_b - 1
        if end_a > a or end_b > b:
            changes.append((a, end_a, list(after[b:end_b])))
        a, b = next_a, next_b
    return changes


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that occur once in each text, as pairs of positions that rise in both (the longest such sequence)."""
    count_before, count_after = Counter(before), Counter(after)
    places = {line: place for place, line in enumerate(after) if count_after[line] == 1}
    pairs = [
        (place, places[line])
        for place, line in enumerate(before)
        if line and count_before[line] == 1 and line in places
    ]
    ends: list[int] = []  # smallest end of a rising sequence of each length
    at: list[int] = []  # the pair that it ends with
    previous: list[int] = []
    for number, (_place, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        ends[length : length + 1] = [there]
        at[length : length + 1] = [number]
        previous.append(at[length - 1] if length else -1)
    found, number = [], at[-1] if at else -1
    while number >= 0:
        found.append(pairs[number])
        number = previous[number]
    return found[::-1]
