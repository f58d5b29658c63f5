"""The time in the title of an agenda item, told apart from the title."""

import re
from dataclasses import dataclass
from functools import lru_cache

from meetings.template.importing.clock import ClockTime, find_clock
from meetings.template.importing.durations import Duration, find_durations

TAIL = re.compile(r"^\s*(?:inkl|ekskl|inklusive|eksklusive|pr|i alt|samlet)\b.*$", re.IGNORECASE)
SEPARATORS = " ,;:–—-|·/"
EDGES = SEPARATORS + "()[]"
LONGEST_BRACKET = 60
# A title is a line one could read aloud at once; what is longer is text.
LONGEST_TITLE_WORDS = 16


@dataclass(frozen=True)
class Timing:
    """A line without its words about time; `minutes` is None where they give no length, `begins` where no start."""

    title: str
    minutes: int | None = None
    begins: int | None = None
    ends: int | None = None
    text: str = ""

    @property
    def is_timed(self) -> bool:
        return self.minutes is not None or self.begins is not None


@lru_cache(maxsize=4096)
def timing_of(text: str) -> Timing:
    """The time a title gives: a length ("ca. 1 time"), a span ("kl. 9.00–9.45"), a start ("9.00"), or none.

    A length that is part of the sentence ("fremlægger 2 timers observation") is not the item's time: it has to stand
    first, last, in a bracket or behind a comma, colon or dash.
    """
    clock = find_clock(text)
    if clock is not None and clock.ends is None and not _stands_apart(text, clock.start, clock.end):
        clock = None
    duration = next((one for one in reversed(find_durations(text)) if _stands_apart(text, one.start, one.end)), None)
    if clock is None and duration is None:
        return Timing(text)
    spans = _spans(text, [one for one in (clock, duration) if one is not None])
    title = _without(text, spans)
    minutes = duration.minutes if duration else clock.minutes if clock else None
    return Timing(
        title=title,
        minutes=minutes,
        begins=clock.begins if clock else None,
        ends=clock.ends if clock else None,
        text=" ".join(text[start:end].strip(SEPARATORS) for start, end in spans).strip(),
    )


def _stands_apart(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:]
    return (
        not before
        or before[-1] in SEPARATORS + "(["
        or not after.strip(EDGES + ".")
        or bool(TAIL.match(after))
        or (before.count("(") > before.count(")"))
    )


def _spans(text: str, found: list[ClockTime | Duration]) -> list[tuple[int, int]]:
    """What to cut: with its bracket where it stands in one, with "inkl. pause" where that follows."""
    spans: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda each: each.start):
        start, end = _with_bracket(text, one.start, one.end)
        if TAIL.match(text[end:]):
            end = len(text)
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    for left, right in ("()", "[]"):
        opened = text.rfind(left, 0, start)
        closed = text.find(right, end)
        is_around = opened >= 0 and closed >= 0 and right not in text[opened:start] and left not in text[end:closed]
        if is_around and closed - opened <= LONGEST_BRACKET:
            return opened, closed + 1
    return start, end


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The pieces between the spans, put together without the signs that divided them."""
    pieces, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        piece = text[at:start]
        piece = piece.strip(SEPARATORS) if at == 0 else piece.strip(SEPARATORS + ".")
        at = end
        if piece:
            pieces.append(piece)
    title = " ".join(pieces)
    return title.strip(SEPARATORS)
