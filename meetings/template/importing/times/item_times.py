"""Split the line of an agenda item into title and time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from meetings.template.importing.times.clock_times import ClockTime, find_clock
from meetings.template.importing.times.durations import Duration, find_durations

TAIL = re.compile(r"\s?(?:inkl|ekskl|inklusive|eksklusive|pr|i alt|samlet)\b.*$", re.IGNORECASE)
BEHIND = re.compile(r"\s*(?::\s+(?=\S)|\.\s+(?=[A-ZÆØÅ]))")
SEPARATORS = " ,;:–—-|·/"
EDGES = SEPARATORS + "()[]"
MAX_BRACKET_LENGTH = 60
# Words between two times, with which no title begins.
BETWEEN_TIMES = re.compile(r"^(?:til|kl\.?)\s", re.IGNORECASE)
BEFORE_WORDS = "\"'«»“”„‘’([{§#&@½¼¾+"
# A longer line is text, not a title.
MAX_TITLE_WORDS = 16


@dataclass(frozen=True)
class ItemTime:
    """A line split into title and time. `minutes` is None without a length, `begins` without a start.

    `begins` and `ends` are minutes after midnight, `text` is the time as written. `more` is the text after title and
    time: "Trivsel (20 min): Hvad ser vi?".
    """

    title: str
    minutes: int | None = None
    begins: int | None = None
    ends: int | None = None
    text: str = ""
    more: str = ""

    @property
    def is_timed(self) -> bool:
        return self.minutes is not None or self.begins is not None


def is_cut_wrongly(title: str) -> bool:
    """Return whether the title still begins with punctuation, "til" or a time, so the time before it was cut too
    short."""
    sign = title[:1]
    is_sign = bool(sign) and not sign.isalnum() and sign not in BEFORE_WORDS
    return is_sign or BETWEEN_TIMES.match(title) is not None or find_clock(title, at_start=True) is not None


@lru_cache(maxsize=4096)
def timing_of(text: str) -> ItemTime:
    """Split a line into title and time: a length ("ca. 1 time"), a span ("kl. 9.00–9.45"), a start ("9.00"), or none.

    A length within the sentence ("fremlægger 2 timers observation") is not the item's time: it must be first, last, in
    a bracket, or after a comma, colon or dash.
    """
    stands_apart = _stands_apart_in(text)
    clock = find_clock(text)
    if clock is not None and clock.ends is None and not stands_apart(clock):
        clock = None
    duration = next((one for one in reversed(find_durations(text)) if stands_apart(one)), None)
    if clock is None and duration is None:
        return ItemTime(text)
    spans = _spans(text, [one for one in (clock, duration) if one is not None])
    more = _behind(text, spans)
    title = _without(text.removesuffix(more), spans)
    minutes = duration.minutes if duration else clock.minutes if clock else None
    return ItemTime(
        title=title,
        minutes=minutes,
        begins=clock.begins if clock else None,
        ends=clock.ends if clock else None,
        text=" ".join(text[start:end].strip(SEPARATORS) for start, end in spans).strip(),
        more=more,
    )


def _behind(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text after title and time: after a colon, or a new sentence after a full stop."""
    _start, end = spans[-1]
    if not text[: spans[0][0]].strip(EDGES + ".") and len(spans) == 1:
        return ""  # the time is first, so the text after it is the title
    found = BEHIND.match(text, end if text[end - 1] != "." else end - 1)
    return text[found.end() :] if found else ""


def _stands_apart_in(text: str) -> Callable[[ClockTime | Duration], bool]:
    """Return a function that tells whether a time is first, last, in a bracket, or after a separator."""
    nothing_behind = len(text.rstrip(EDGES + "."))
    #: Number of open brackets before each character.
    brackets = [0, *accumulate((char == "(") - (char == ")") for char in text)]

    def stands_apart(time: ClockTime | Duration) -> bool:
        before = text[max(0, time.start - 2) : time.start].rstrip()
        return (
            not before
            or before[-1] in SEPARATORS + "(["
            or time.end >= nothing_behind
            or TAIL.match(text, time.end) is not None
            or brackets[time.start] > 0
        )

    return stands_apart


def _spans(text: str, times: list[ClockTime | Duration]) -> list[tuple[int, int]]:
    """Return the spans to cut from the title, including surrounding brackets and a following "inkl. pause"."""
    spans: list[tuple[int, int]] = []
    for one in sorted(times, key=lambda each: each.start):
        start, end = _with_bracket(text, one.start, one.end)
        if TAIL.match(text, end):
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
        if is_around and closed - opened <= MAX_BRACKET_LENGTH:
            return opened, closed + 1
    return start, end


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text without the spans and the separators around them."""
    pieces: list[str] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        piece = text[at:start]
        words = piece.strip(SEPARATORS) if at == 0 else piece.strip(SEPARATORS + ".")
        if words and pieces:
            pieces.append(" – " if piece.lstrip()[0] in "–—-" else " ")
        if words:
            pieces.append(words)
        at = end
    title = "".join(pieces)
    return title.strip(SEPARATORS)
