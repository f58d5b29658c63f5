"""Report of what each line of the document was recognised as, for the editor's preview."""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from meetings.template.importing.lines import TextLine


class Meaning(StrEnum):
    """What a line or a part of it was recognised as."""

    TITLE = "title"
    HEADING = "heading"
    SCHOOL_YEAR = "school_year"
    PURPOSE = "purpose"
    CONTRIBUTES_TO = "contributes_to"
    PARTICIPANT = "participant"
    LENGTH = "length"
    FREQUENCY = "frequency"
    RESPONSIBLE = "responsible"
    PREPARATION = "preparation"
    ITEM = "item"
    BREAK = "break"
    MINUTES = "minutes"
    NO_MINUTES = "no_minutes"
    ITEM_PURPOSE = "item_purpose"
    QUESTION = "question"
    PART = "part"
    OUTCOME = "outcome"
    REQUIRED_DATA = "required_data"
    PERSPECTIVE = "perspective"
    FOCUS = "focus"
    LEAD_IN = "lead_in"
    FOLLOW_UP = "follow_up"
    PERSON = "person"
    KEPT = "kept"
    STRUCK_OUT = "struck_out"
    HIDDEN = "hidden"
    PLACEHOLDER = "placeholder"
    DOUBTFUL_TIME = "doubtful_time"

    @property
    def label(self) -> str:
        """The translated label."""
        return _labels()[self]


def _labels() -> dict[Meaning, str]:
    return {
        Meaning.TITLE: _("Title"),
        Meaning.HEADING: _("Heading"),
        Meaning.SCHOOL_YEAR: _("School year"),
        Meaning.PURPOSE: _("Purpose"),
        Meaning.CONTRIBUTES_TO: _("What the meeting contributes to"),
        Meaning.PARTICIPANT: _("Participant"),
        Meaning.LENGTH: _("Length of the meeting"),
        Meaning.FREQUENCY: _("How often"),
        Meaning.RESPONSIBLE: _("Responsible"),
        Meaning.PREPARATION: _("Preparation step"),
        Meaning.ITEM: _("Agenda item"),
        Meaning.BREAK: _("Break"),
        Meaning.MINUTES: _("Time of the item"),
        Meaning.NO_MINUTES: _("No time given"),
        Meaning.ITEM_PURPOSE: _("Purpose of the item"),
        Meaning.QUESTION: _("Question"),
        Meaning.PART: _("Part of the item"),
        Meaning.OUTCOME: _("Outcome of the item"),
        Meaning.REQUIRED_DATA: _("Data that must be brought"),
        Meaning.PERSPECTIVE: _("Perspective"),
        Meaning.FOCUS: _("Focus topic"),
        Meaning.LEAD_IN: _("Introduction to what follows"),
        Meaning.FOLLOW_UP: _("Follow-up"),
        Meaning.PERSON: _("Name of a person"),
        Meaning.KEPT: _("Not recognised: kept as text in its place"),
        Meaning.STRUCK_OUT: _("Struck out in the document: left out"),
        Meaning.HIDDEN: _("Hidden in the document: left out"),
        Meaning.PLACEHOLDER: _("Placeholder not filled in in the document: left out"),
        Meaning.DOUBTFUL_TIME: _("The time may have been read wrongly: check title and time"),
    }


@dataclass
class LineFinding:
    """One meaning of a line: `target` is what it became, for display, `text` the part of the line it came from."""

    meaning: Meaning
    target: str
    text: str


@dataclass
class LineReport:
    """A line of the document, the heading or item above it (`where`), and its findings."""

    line: TextLine
    where: str = ""
    is_placed: bool = False
    findings: list[LineFinding] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether part of the line was not recognised."""
        return any(finding.meaning is Meaning.KEPT for finding in self.findings)


WORD = re.compile(r"\w+")
CONJUNCTIONS = ["og", "samt"]


def words_of(text: str) -> list[str]:
    """Return the words of a text for comparison: letters and digits, case-folded."""
    return WORD.findall(text.casefold())


class Report:
    """Collects the findings of every line during recognition. `where` is the place for lines that have none yet."""

    def __init__(self, lines: list[TextLine]) -> None:
        self._lines = {line.number: LineReport(line) for line in lines}
        self.where = ""

    def add(self, line: TextLine, meaning: Meaning, text: str, target: str = "") -> None:
        """Record that `text`, a part of the line, was recognised as `meaning`; `target` defaults to the text."""
        entry = self._lines[line.number]
        if not entry.is_placed:
            self.stand(line, self.where)
        entry.findings.append(LineFinding(meaning, target or text, text))

    def unused(self, line: TextLine) -> bool:
        """Return whether words of the line are in no finding yet; the "og" between two findings is ignored."""
        entry = self._lines[line.number]
        used = words_of(" ".join(finding.text for finding in entry.findings))
        if len(entry.findings) > 1:
            used += CONJUNCTIONS * (len(entry.findings) - 1)
        missing = Counter(words_of(line.text)) - Counter(used)
        return bool(missing)

    def kept(self, line: TextLine) -> list[str]:
        """Return the parts of the line that were kept as text."""
        return [finding.text for finding in self._lines[line.number].findings if finding.meaning is Meaning.KEPT]

    def is_any_of(self, line: TextLine, meanings: set[Meaning]) -> bool:
        """Return whether part of the line was recognised as one of these."""
        return any(finding.meaning in meanings for finding in self._lines[line.number].findings)

    def place(self, line: TextLine) -> str:
        """Return the heading or item the line is under."""
        return self._lines[line.number].where

    def place_near(self, line: TextLine) -> str:
        """Like `place`, for a note or comment: the place of the nearest line above that has one."""
        for number in range(line.number, 0, -1):
            entry = self._lines.get(number)
            if entry is not None and entry.is_placed:
                return entry.where
        return ""

    def stand(self, line: TextLine, where: str) -> None:
        """Set the heading or item the line is under."""
        self._lines[line.number].where = where
        self._lines[line.number].is_placed = True

    @property
    def lines(self) -> list[LineReport]:
        """All lines in the document's order."""
        return list(self._lines.values())
