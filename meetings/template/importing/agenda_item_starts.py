"""Find where each agenda item begins: by headings, numbers, times of day, bold text, bullets or short lines."""

import re
from dataclasses import dataclass
from itertools import accumulate

from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.times.clock_times import find_clock
from meetings.template.importing.times.item_times import MAX_TITLE_WORDS, timing_of
from meetings.template.importing.times.meeting_length import length_in_sentence
from meetings.template.importing.vocabulary import BREAK, END_OF_DAY, TOTAL, label_of, section_named

TIME_LABEL = re.compile(r"^(?:tid\w*|varighed|længde|kl\.?|tidspunkt)\s*:?\s*", re.IGNORECASE)
MAX_BREAK_WORDS = 6
# Names of parts of the day, used as headings over several items.
DAY_PART = re.compile(
    r"^(?:om )?(?:formiddag\w*|eftermiddag\w*|morgen\w*|aften\w*|(?:efter|før) (?:frokost\w*|pausen)|"
    r"(?:dag|del|blok|modul) \d|(?:første|anden|tredje|sidste|[1-4]\.) (?:del|dag|blok|halvdel|modul))\b",
    re.IGNORECASE,
)
# How many lines below a title may give its time.
LINES_TO_LOOK_FOR_TIME = 3


@dataclass(frozen=True)
class _Style:
    """One way to mark items, and the lines marked so."""

    starts: list[int]
    timed: int


def item_starts(lines: list[TextLine]) -> list[int]:
    """Return indexes of the lines that begin an item; empty when no line looks like one."""
    starts = _main_starts(lines)
    if not starts:
        return []
    marked = set(starts)
    between = [index for index in range(len(lines)) if index not in marked and _stands_between(lines, index)]
    return sorted({*starts, *between})


def timed_starts(lines: list[TextLine]) -> list[int]:
    """Return the starts like `item_starts`, for lines without an agenda heading: at least two items must give their
    time."""
    if _timed(lines, starts := item_starts(lines)) >= 2:
        return [index for index in starts if index >= _first_timed(lines, starts)]
    return []


def _first_timed(lines: list[TextLine], starts: list[int]) -> int:
    return next(index for index in starts if _is_timed(lines, index))


def _main_starts(lines: list[TextLine]) -> list[int]:
    """Choose the way items are marked.

    Headings, numbers and times of day come first; of these, the one with most timed items. Then the weaker ways.
    """
    firm = [_style(lines, find(lines)) for find in (_headings, _numbered, _clocks)]
    firm = [style for style in firm if len(style.starts) >= 2 or style.timed]
    loose = _style(lines, _timed_lines(lines))
    best = max(firm, key=lambda style: style.timed, default=None)
    if best is not None and (best.timed or _says_less(lines, loose, best) or _is_inside(lines, loose, best)):
        return best.starts
    for find in (_bold, lambda _lines: loose.starts, _numbered, _headings, _bullets, _short):
        starts = find(lines)
        if len(starts) >= (2 if find in {_bold, _short} else 1):
            return starts
    return []


def _style(lines: list[TextLine], starts: list[int]) -> _Style:
    return _Style(starts, _timed(lines, starts))


def _timed(lines: list[TextLine], starts: list[int]) -> int:
    return sum(1 for index in starts if _is_timed(lines, index))


def _is_timed(lines: list[TextLine], index: int) -> bool:
    if timing_of(lines[index].text).is_timed:
        return True
    following = lines[index + 1 : index + 1 + LINES_TO_LOOK_FOR_TIME]
    return any(time_only_minutes(line.text) is not None for line in following)


def _says_less(lines: list[TextLine], loose: _Style, firm: _Style) -> bool:
    """Return whether there is no loose line, or a single one below the first marked line, such as a break: not enough
    to overrule those."""
    return not loose.starts or (len(loose.starts) == 1 and loose.starts[0] > firm.starts[0])


def _is_inside(lines: list[TextLine], loose: _Style, firm: _Style) -> bool:
    """Return whether all loose timed lines are bullets under the marked lines: steps of an item, not items."""
    return all(lines[index].marker is Marker.BULLET and index > firm.starts[0] for index in loose.starts)


# Ways to mark an item: each returns the indexes of the lines marked so


def _headings(lines: list[TextLine]) -> list[int]:
    levels = {line.heading for line in lines if line.heading}
    highest = min(levels, default=0)
    return [
        index
        for index, line in enumerate(lines)
        if highest and line.heading == highest and not TOTAL.match(line.text) and not _is_question(line)
    ]


def _numbered(lines: list[TextLine]) -> list[int]:
    """Outermost numbered lines, without lists of steps or questions that restart at 1 inside an item."""
    depth = min((line.depth for line in lines if line.marker is Marker.NUMBER), default=0)
    numbered = [i for i, line in enumerate(lines) if line.marker is Marker.NUMBER and line.depth == depth]
    followed = set(numbered)
    #: Number of headings above each line.
    headings = [0, *accumulate(bool(line.heading or (line.bold and line.marker is Marker.NONE)) for line in lines)]
    starts: list[int] = []
    inside: int | None = None
    for index in numbered:
        line = lines[index]
        timed = timing_of(line.text).is_timed
        goes_on = inside is not None and inside == index - 1
        begins_again = (
            bool(starts) and line.ordinal == 1 and index + 1 in followed and headings[index] == headings[starts[-1] + 1]
        )
        if not timed and (goes_on or begins_again):
            inside = index
            continue
        inside = None
        starts.append(index)
    titles = [index for index in starts if not _is_question(lines[index])]
    return titles or starts


def _clocks(lines: list[TextLine]) -> list[int]:
    return [index for index in range(len(lines)) if _begins_with_clock(lines, index)]


def _timed_lines(lines: list[TextLine]) -> list[int]:
    return [
        index
        for index, line in enumerate(lines)
        if len(line.text.split()) <= MAX_TITLE_WORDS
        and timing_of(line.text).is_timed
        and not _is_about_the_day(line)
        and time_only_minutes(line.text) is None
    ]


def _bold(lines: list[TextLine]) -> list[int]:
    return [
        index
        for index, line in enumerate(lines)
        if line.bold and len(line.text.split()) <= MAX_TITLE_WORDS and not _is_question(line)
    ]


def _bullets(lines: list[TextLine]) -> list[int]:
    depth = min((line.depth for line in lines if line.marker is Marker.BULLET), default=0)
    return [i for i, line in enumerate(lines) if line.marker is Marker.BULLET and line.depth == depth]


def _short(lines: list[TextLine]) -> list[int]:
    return [
        index
        for index, line in enumerate(lines)
        if len(line.text.split()) <= MAX_BREAK_WORDS * 2 and line.text[-1:] not in ".?:" and not line.continues
    ]


# Predicates of one line


def _stands_between(lines: list[TextLine], index: int) -> bool:
    """Return whether it is a break, or a line that begins with a time of day, among items that are marked in another
    way."""
    line = lines[index]
    is_own_break = is_break(line.text) and (timing_of(line.text).is_timed or line.text[-1:] not in ".:,;")
    return is_own_break or (line.marker is not Marker.BULLET and _begins_with_clock(lines, index))


def _begins_with_clock(lines: list[TextLine], index: int) -> bool:
    """Return whether it begins with a time of day before a title on the same line, or alone above one. Alone below a
    title, it belongs to that."""
    line = lines[index]
    if find_clock(line.text, at_start=True) is None:
        return False
    if timing_of(line.text).title.strip(" .()"):
        return True
    before = lines[index - 1] if index else None
    is_below_title = before is not None and bool(before.heading or before.bold or before.marker is Marker.NUMBER)
    return not is_below_title and not line.continues and index + 1 < len(lines)


def _is_question(line: TextLine) -> bool:
    """Return whether it ends in "?", and is no title with questions after its time, as "Trivsel (20 min): Hvad ser vi?"
    is."""
    return line.text.rstrip().endswith("?") and not timing_of(line.text).more


def _is_about_the_day(line: TextLine) -> bool:
    """Return whether it is about the whole day: "I alt 4 timer", "Mødet varer 4 timer", "Varighed: 4 timer", "Dagsorden
    (4 timer)"."""
    return bool(
        TOTAL.match(line.text)
        or length_in_sentence(line.text)
        or label_of(line.text)
        or section_named(line.text, heading=False)
    )


def is_break(text: str) -> bool:
    """Return whether the line is a break: "Pause 15 min", "Frokost", "kl. 12–12.30 Frokostpause"."""
    title = timing_of(text).title
    return bool(BREAK.match(title)) and len(title.split()) <= MAX_BREAK_WORDS and not title.endswith("?")


def is_group(line: TextLine, following: TextLine | None, *, is_across: bool = False) -> bool:
    """Return whether the line is a heading over the next items, such as "Eftermiddag", and no item itself.

    `following` is the next item's line, None before a table. `is_across`: the line is alone in its table row.
    """
    words = len(line.text.split())
    if words > MAX_BREAK_WORDS or timing_of(line.text).is_timed or is_break(line.text) or line.text[-1] in ".?!:;":
        return False
    if is_across or DAY_PART.match(line.text):
        return True
    stands_higher = following is None or not following.heading or line.heading < following.heading
    return bool(line.heading) and stands_higher


def is_end_of_day(text: str) -> bool:
    """Return whether the line says when the last item ends ("15.00 Tak for i dag") and is no item itself."""
    timing = timing_of(text)
    return timing.minutes is None and bool(END_OF_DAY.match(timing.title))


def time_only_minutes(text: str) -> int | None:
    """Return the minutes of a line that has only a time ("Tid: 45 min.", "(ca. 1 time)"); None for any other."""
    timing = timing_of(TIME_LABEL.sub("", text))
    if TOTAL.match(text) or timing.title.strip(" .()") or timing.minutes is None:
        return None
    return timing.minutes
