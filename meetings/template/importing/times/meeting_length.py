"""Parse the length of the meeting in a sentence: "Mødet varer ca. 4 timer", "kl. 9-13"."""

import re

from meetings.template.importing.times.clock_times import find_clock
from meetings.template.importing.times.durations import find_durations

SAYS_LENGTH = re.compile(
    r"\b\w*(?:mødet|møderne|samtalen|drøftelsen|dialogen|dagen)\b.{0,60}\b(?:varer|varighed|afsat|afsættes|længde|sat\s.{0,20}af|strækker|forventes|er\spå)\b|"
    r"\b(?:der\s(?:er\s)?(?:afsat|afsættes|sat)|vi\shar\safsat|i\salt|samlet\stid|varighed|mødets\slængde)\b",
    re.IGNORECASE,
)
MIN_MINUTES, MAX_MINUTES = 30, 24 * 60


def clock_minutes(text: str) -> int | None:
    """Return the minutes of the longest duration or span in the text, or None; shorter ones are breaks."""
    found = [one.minutes for one in find_durations(text)]
    clock = find_clock(text)
    if clock is not None and clock.minutes is not None:
        found.append(clock.minutes)
    return max(found, default=None)


def length_in_sentence(text: str) -> int | None:
    """Return the minutes that a sentence gives for the whole meeting; None for other sentences with a time."""
    if not SAYS_LENGTH.search(text):
        return None
    minutes = clock_minutes(text)
    return minutes if minutes is not None and MIN_MINUTES <= minutes <= MAX_MINUTES else None
