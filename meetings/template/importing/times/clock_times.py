"""Parse times of day in Danish agendas: "kl. 9.00–9.45", "9:00-9:45", "kl. 9 til 10", "9.30 Velkomst"."""

import re
from dataclasses import dataclass

_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HOUR = r"(?:[01]?\d|2[0-4])"
_FOUR = r"(?:[01]\d|2[0-4])[0-5]\d"
_ABOUT = r"(?:(?:ca\.?|cirka|omkring|senest)\s?)?"
_KL = rf"{_ABOUT}(?:kl\b\.?|klokken)\s?{_ABOUT}"
_DASH = rf"\s?(?:-{{1,2}}>|=>|-{{1,2}}|–|—|~|til(?:\sog\smed)?\b|[→➔➜➝➞➡⇒⇨►▶➢➤])\s?{_ABOUT}"
_BEFORE = r"(?<![\w.,:/-])"
_AFTER = (
    r"(?![\w%]|[.:,/]\d|\.?\s?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december))"
)

RANGE = re.compile(
    rf"{_BEFORE}(?:fra\s)?(?:"
    rf"{_KL}(?P<a1>{_TIME}|{_FOUR}|{_HOUR}){_DASH}(?:{_KL})?(?P<b1>{_TIME}|{_FOUR}|{_HOUR})"
    rf"|(?P<a2>{_TIME}){_DASH}(?:{_KL})?(?P<b2>{_TIME}|{_HOUR})"
    rf"|(?P<a3>{_HOUR}){_DASH}(?P<b3>{_TIME})"
    rf"){_AFTER}",
    re.IGNORECASE,
)
SINGLE = re.compile(rf"{_BEFORE}(?:{_KL}(?P<a>{_TIME}|{_FOUR}|{_HOUR})|(?P<b>{_TIME})){_AFTER}", re.IGNORECASE)
PLAIN_HOURS = re.compile(rf"^(?P<a>{_HOUR}){_DASH}(?P<b>{_HOUR})$")
HALF_DAY, DAY = 12 * 60, 24 * 60


@dataclass(frozen=True)
class ClockTime:
    """A time of day or a span, in minutes after midnight, and its position in the text (`start`, `end`)."""

    begins: int
    ends: int | None
    start: int
    end: int

    @property
    def minutes(self) -> int | None:
        """The length of a span, None for a single time."""
        return None if self.ends is None else self.ends - self.begins


def find_clock(text: str, *, at_start: bool = False) -> ClockTime | None:
    """Return the first span ("9.00-9.45"), or else a single time, or None.

    A single time without "kl." counts only at the start. With `at_start`, only a time at the start counts.
    """
    begins = len(text) - len(text.lstrip(" (["))
    for pattern in (RANGE, SINGLE):
        for found in pattern.finditer(text):
            leads = found.start() <= begins
            bare_single = pattern is SINGLE and found["b"] is not None
            if (at_start or bare_single) and not leads:
                continue
            clock = _clock(found)
            if clock is not None:
                return clock
    return None


def clock_in_cell(text: str) -> ClockTime | None:
    """Return the time like `find_clock`, for a cell with only a time: "9-10" is accepted too."""
    found = PLAIN_HOURS.match(text)
    return (_clock(found) if found else None) or find_clock(text, at_start=True)


def _clock(match: re.Match[str]) -> ClockTime | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    begins = _minute_of_day(next(text for name, text in groups.items() if name.startswith("a") or name == "b"))
    closing = next(
        (text for name, text in groups.items() if name in {"b1", "b2", "b3"} or (name == "b" and "a" in groups)), None
    )
    if closing is None:
        return ClockTime(begins, None, match.start(), match.end())
    ends = _minute_of_day(closing)
    if ends <= begins and ends + HALF_DAY > begins and ends < HALF_DAY:  # "12.45-1.30"
        ends += HALF_DAY
    if not begins < ends <= DAY:
        return None
    return ClockTime(begins, ends, match.start(), match.end())


def _minute_of_day(text: str) -> int:
    if ":" in text or "." in text:
        hours, minutes = re.split(r"[.:]", text)
        return int(hours) * 60 + int(minutes)
    return int(text) * 60 if len(text) <= 2 else int(text[:2]) * 60 + int(text[2:])
