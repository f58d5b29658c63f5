"""Parse preparation steps: the initial meeting with a consultant, a full-day meeting, and others."""

import re

from meetings.template.enums import StepKind
from meetings.template.importing.parsed_template import ParsedPreparationStep
from meetings.template.importing.times.durations import find_duration

FULL_DAY = re.compile(r"heldag\w*|\bhel(?:e)?\sdag(?:en)?\b|\bhel\sarbejdsdag|\bfuld\sdag", re.IGNORECASE)
INITIAL = re.compile(
    r"indledende\s\w*(?:møde|samtale|drøftelse)|opstartsmøde|formøde|opstartssamtale|planlægningsmøde|indledningsvist?\s\w*møde|"
    r"(?:første|kort)\s(?:forberedende\s)?møde\smed\s\w*konsulent|\bmøde\b.{0,40}\bkonsulent(?!er\sfra)|forberedende\smøde",
    re.IGNORECASE,
)
STEP_PATTERN = re.compile(
    r"møde\w*\b|samtale\b|workshop|temadag|pædagogisk\sdag|besøg|skal\s(?:have|være|indsende|sende|indsamle)|senest",
    re.IGNORECASE,
)
# The meeting that is prepared is not itself a step of the preparation.
THE_MEETING = re.compile(
    r"dialogmøde\w*|lederforum|til\smødet|på\smødet|inden\smødet|før\smødet|af\smødet", re.IGNORECASE
)
TITLE = re.compile(r"^([^.:–—]{3,60}?)\s*(?::|\s[–—-])\s+(?=\S)")


def step_in(text: str, line: int, *, in_list: bool) -> ParsedPreparationStep | None:
    """Return the step a line describes, or None.

    A list entry is always one, a sentence when it matches `STEP_PATTERN`.
    """
    kind = kind_of(text)
    if kind is StepKind.OTHER and not in_list and not STEP_PATTERN.search(THE_MEETING.sub("", text)):
        return None
    duration = find_duration(text)
    length = FULL_DAY.search(text) if duration is None else None
    duration_text = text[duration.start : duration.end] if duration else (length[0] if length else "")
    title = TITLE.match(text)
    return ParsedPreparationStep(
        kind=kind,
        title=title[1] if title else "",
        text=text,
        duration_text=duration_text.strip(),
        minutes=duration.minutes if duration else None,
        line=line,
    )


def kind_of(text: str) -> StepKind:
    """Return the kind of preparation step that the text names."""
    if FULL_DAY.search(text):
        return StepKind.FULL_DAY
    if INITIAL.search(THE_MEETING.sub("", text)):
        return StepKind.INITIAL
    return StepKind.OTHER
