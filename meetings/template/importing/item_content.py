"""Read the content of an agenda item: purpose, questions, required data, perspectives, focus topics and text."""

import re
from dataclasses import dataclass
from enum import StrEnum

from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.lines import Marker, TextLine
from meetings.template.importing.lists_in_text import entries, sentences
from meetings.template.importing.parsed_template import (
    FocusTopic,
    ParsedContent,
    ParsedItem,
    ParsedItemText,
    ParsedPerspective,
    ParsedQuestion,
    RequiredData,
)
from meetings.template.importing.perspectives import perspective_in
from meetings.template.importing.report import Meaning, Report
from meetings.template.importing.unit_kinds import scope_at_end, scope_of
from meetings.units.enums import AppliesTo


class Mode(StrEnum):
    """The kind of content that a lead-in announces."""

    TEXT = "text"
    PURPOSE = "purpose"
    QUESTIONS = "questions"
    DATA = "data"
    PERSPECTIVES = "perspectives"
    FOCUS = "focus"


MODE_WORDS = [
    (Mode.QUESTIONS, re.compile(r"^(?:\w+\s){0,3}\w*spørgsmål\w*|\bfølgende\s(?:\w+\s)?spørgsmål", re.IGNORECASE)),
    (Mode.PURPOSE, re.compile(r"^formål(?:et)?(?:\smed\s\w+)?:?$", re.IGNORECASE)),
    (
        Mode.DATA,
        re.compile(
            r"^(?=.*(?:\bdata|datagrundlag|datakilder|måling|materiale|nøgletal|\btal\b|målinger|undersøgelse))"
            r"(?=.*(?:\bskal\b|fastlagt|fastsat|obligatorisk|krav|kræve|medbring|medtag|fremlæg|forelæg|\bfast\b|faste\b|"
            r"bindende|pligtig|forpligte|minimum|\baltid\b|nødvendig|påbud|lovpligt|uomgængelig|ufravigelig))",
            re.IGNORECASE,
        ),
    ),
    (
        Mode.DATA,
        re.compile(
            r"^(?:\w+\s)?(?:medbringer|medtager)\b|^data:?$|\bskal\s(?:\w+\s)?(?:medbringe|medtage|fremlægge|have\b.{0,40}\bmed)\b|"
            r"obligatoriske?(?:\sfor\s\w+)?:?$|^(?:minimumsdata|kerne?data|basisdata|pligtdata)\b|"
            r"^(?:som\s)?minimum\s(?:medbringes|indgår)|^(?:husk|tag)\s(?:at\s)?(?:tage\s)?(?:følgende\s)?med:?$",
            re.IGNORECASE,
        ),
    ),
    (Mode.FOCUS, re.compile(r"fokus|^(?:årets\s)?temaer\b", re.IGNORECASE)),
    (Mode.PERSPECTIVES, re.compile(r"perspektiv", re.IGNORECASE)),
]
LEADS_IN = re.compile(r":\s*$|\bfølgende(?:\s[\w/-]+){0,3}\s*\.?$", re.IGNORECASE)
LABEL = re.compile(r"^(formål|spørgsmål|fokus(?:områder|punkter|emner)?|data|perspektiver)\s*:\s+(?=\S)", re.IGNORECASE)
LABEL_MODES = {
    "form": Mode.PURPOSE,
    "spør": Mode.QUESTIONS,
    "foku": Mode.FOCUS,
    "data": Mode.DATA,
    "pers": Mode.PERSPECTIVES,
}
# "Fraværsdata og karakterer er obligatoriske for skolerne."
IS_REQUIRED = re.compile(
    r"^(?P<data>[^.:?]{3,200}?)\s(?P<who>(?:er|bliver)\s(?:obligatoriske?|bindende|lovpligtige?|et\s(?:fast\s)?krav|ufravigelige?)\b.{0,60}|"
    r"skal\s(?:altid\s)?(?:indgå|inddrages|medbringes|fremlægges|foreligge|være\smed|med)\b.{0,60})$",
    re.IGNORECASE,
)
MUST_BRING = re.compile(
    r"^(?P<who>.{0,60}?\b(?:skal\s(?:altid\s)?(?:medbringe|fremlægge|medtage|forberede|have\s.{0,20}med)|medbringer|fremlægger|medtager)|"
    r"(?:det\ser\s(?:obligatorisk|et\skrav)\b.{0,40}?\sat\s|(?:husk|skal)\sat\s)?(?:medbring|medtag|fremlægg)e?|"
    r"(?:obligatorisk|som\sminimum|altid|krav)\b.{0,40}?(?::|\s(?:medbringes|medtages|fremlægges|indgår)))(?:\s?:)?\s"
    r"(?P<data>.+?)\.?$",
    re.IGNORECASE,
)
DATA_WORD = re.compile(
    r"data|måling|undersøgelse|statistik|karakter|resultat|\btest|APV|kapital|fravær|trivsel|progression|nøgletal|vurdering|rapport",
    re.IGNORECASE,
)
OUTCOME = re.compile(
    r"^(?:konkrete\s|fælles\s|nye\s)?(?:aftaler|beslutninger|konklusion(?:er)?|udbytte)\b", re.IGNORECASE
)
# Kinds of content that keep their lead-in.
MODES_WITH_LEAD_IN = {Mode.DATA, Mode.FOCUS, Mode.PERSPECTIVES, Mode.QUESTIONS}
MIN_PURPOSE_WORDS = 8
MAX_ENTRY_WORDS = 10


@dataclass
class _Block:
    """The lines that a lead-in applies to: a list, or one paragraph; for a heading, all lines until the next."""

    mode: Mode
    applies_to: AppliesTo
    is_heading: bool
    list_depth: int | None = None
    has_lines: bool = False

    def takes(self, line: TextLine) -> bool:
        if self.is_heading or not self.has_lines:
            return True
        if self.list_depth is not None:
            return line.marker is not Marker.NONE or line.continues or line.depth > self.list_depth
        return line.continues

    def lists(self, line: TextLine) -> bool:
        """Return whether the line is an entry of the list; under a heading, a long paragraph is text about the list."""
        is_entry = line.marker is not Marker.NONE or len(line.text.split()) <= MAX_ENTRY_WORDS
        return not self.is_heading or is_entry or self.mode in {Mode.QUESTIONS, Mode.PURPOSE}

    def took(self, line: TextLine) -> None:
        if not self.has_lines and line.marker is not Marker.NONE:
            self.list_depth = line.depth
        self.has_lines = True


@dataclass
class _LeadIn:
    """A lead-in that waits for the first entry it introduces."""

    line: TextLine
    text: str
    applies_to: AppliesTo
    is_for_questions: bool = False


class ContentReader:
    """Read lines into a `ParsedContent`. Text of no recognised kind becomes a part and is reported as kept."""

    def __init__(
        self, content: ParsedContent, report: Report, *, applies_to: AppliesTo = AppliesTo.ALL, mode: Mode = Mode.TEXT
    ) -> None:
        self.content = content
        self.report = report
        self.applies_to = applies_to
        self._heading: _Block | None = None
        self._block: _Block | None = None
        self._just_listed: Mode | None = None
        self._pending: _LeadIn | None = None
        self._purpose_lines = [content.purpose] if content.purpose else []
        if mode is not Mode.TEXT:
            self._heading = _Block(mode, applies_to, is_heading=True)

    def read(self, lines: list[TextLine]) -> None:
        """Read all lines, in order."""
        for index, line in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else None
            self._one(line, following)
        self._put_back()
        self.content.purpose = "\n".join(self._purpose_lines).strip()

    def _one(self, line: TextLine, following: TextLine | None) -> None:
        if self._labelled(line):
            return
        if following is not None and self._leads(line, following):
            self._lead_in(line, following)
            return
        block = next((one for one in (self._block, self._heading) if one is not None and one.takes(line)), None)
        scope = scope_of(line.text)
        if block is None:
            self._block = self._just_listed = None
            self._place(line, line.text, Mode.TEXT, scope or self.applies_to, is_recognised=scope is not None)
            return
        block.took(line)
        mode = block.mode if block.lists(line) else Mode.TEXT
        self._just_listed = None if block.is_heading else mode
        applies_to = scope or block.applies_to
        self._place(line, line.text, mode, applies_to, is_recognised=applies_to is not self.applies_to)

    def _labelled(self, line: TextLine) -> bool:
        """Take a line with its own label, such as "Spørgsmål: Hvad lykkes? Hvad driller?". Return whether it is one."""
        found = LABEL.match(line.text)
        if not found:
            return False
        self._label(line, found[1])
        mode = LABEL_MODES[found[1][:4].lower()]
        rest = line.text[found.end() :]
        for piece in entries(rest) if mode is Mode.FOCUS else sentences(rest) if mode is Mode.DATA else [rest]:
            self._place(line, piece, mode, scope_of(piece) or self.applies_to, is_recognised=False)
        return True

    # Lead-ins

    def _leads(self, line: TextLine, following: TextLine) -> bool:
        """Return whether the line announces the next: a heading, or a line that ends in a colon or "følgende …"."""
        if line.heading or (line.bold and not following.bold and len(line.text.split()) <= MIN_PURPOSE_WORDS):
            return not line.text.endswith("?")
        if _perspective(line, line.text, self.applies_to):
            return False
        return bool(LEADS_IN.search(line.text)) and following.depth >= line.depth

    def _lead_in(self, line: TextLine, following: TextLine) -> None:
        scope, mode = scope_of(line.text) or scope_at_end(line.text), _mode_of(line.text)
        is_heading = bool(line.heading or line.bold)
        if mode is None and scope is not None:
            mode = self._just_listed  # "Særskilt for skoleområdet:" continues the list before it
        outer = self._heading if not is_heading else None
        applies_to = scope or (outer.applies_to if outer else self.applies_to)
        mode = mode or (outer.mode if outer else Mode.TEXT)
        block = _Block(mode, applies_to, is_heading)
        self._heading, self._block = (block, None) if is_heading else (self._heading, block)
        self._just_listed = None
        announces = _perspective(following, following.text, applies_to) is not None
        is_recognised = mode is not Mode.TEXT or scope is not None or announces
        self._put_back()
        before, lead_in = _from_lead_in(line.text, mode) if mode in MODES_WITH_LEAD_IN or announces else (line.text, "")
        if before:
            self._text(line, before, applies_to if not lead_in else self.applies_to, is_recognised=is_recognised)
        if lead_in:
            self._pending = _LeadIn(line, lead_in, applies_to, mode is Mode.QUESTIONS)

    def _lead(self) -> str:
        """Return and clear the waiting lead-in; empty when there is none."""
        pending, self._pending = self._pending, None
        if pending is None:
            return ""
        self.report.add(pending.line, Meaning.LEAD_IN, pending.text)
        return pending.text

    def _put_back(self) -> None:
        """Place a waiting lead-in that introduced nothing as text."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self._text(pending.line, pending.text, pending.applies_to, is_recognised=True)

    # Lines

    def _place(self, line: TextLine, text: str, mode: Mode, applies_to: AppliesTo, *, is_recognised: bool) -> None:
        match mode:
            case Mode.PURPOSE:
                self._purpose(line, text)
            case Mode.QUESTIONS:
                for piece in sentences(text):
                    self._question(line, piece, applies_to)
            case Mode.DATA if not text.endswith("?"):
                self._data(line, text, applies_to)
            case Mode.PERSPECTIVES if several := self._perspectives(line, text, applies_to):
                for perspective in several:
                    self._perspective(line, perspective)
            case Mode.FOCUS if not text.endswith("?"):
                topic = FocusTopic(text.rstrip(" .;,"), applies_to, line.number, self._lead())
                self.content.focus.append(topic)
                self.report.add(line, Meaning.FOCUS, text)
            case _:
                self._freely(line, text, applies_to, is_recognised=is_recognised)

    @staticmethod
    def _perspectives(line: TextLine, text: str, applies_to: AppliesTo) -> list[ParsedPerspective]:
        """Return several perspectives of one line ("børn, personale og forældre"); none when it has other text."""
        pieces = entries(text, of_data=False)
        found = [perspective_in(piece, applies_to, line.number, in_list=True) for piece in pieces]
        named = [one for one in found if one is not None]
        return named if len(named) == len(pieces) > 1 and not any(one.examples for one in named) else []

    def _freely(self, line: TextLine, text: str, applies_to: AppliesTo, *, is_recognised: bool) -> None:
        perspective = _perspective(line, text, applies_to)
        if perspective is not None:
            self._perspective(line, perspective)
            return
        pieces = sentences(text)
        if any(piece.endswith("?") for piece in pieces):
            self._questions_and_text(line, pieces, applies_to, is_recognised=is_recognised)
            return
        self._text(line, text, applies_to, is_recognised=is_recognised)
        for piece in pieces:
            required = MUST_BRING.match(piece) or IS_REQUIRED.match(piece)
            if required and DATA_WORD.search(required["data"]):
                self._data(
                    line, required["data"], scope_of(piece) or scope_at_end(required["who"].rstrip(": ")) or applies_to
                )

    def _perspective(self, line: TextLine, perspective: ParsedPerspective) -> None:
        perspective.lead_in = self._lead()
        self.content.perspectives.append(perspective)
        self.report.add(line, Meaning.PERSPECTIVE, perspective.text)

    def _questions_and_text(
        self, line: TextLine, pieces: list[str], applies_to: AppliesTo, *, is_recognised: bool
    ) -> None:
        """Place the questions one by one, and the other sentences together as text."""
        between: list[str] = []
        for piece in pieces:
            if piece.endswith("?"):
                self._question(line, piece, applies_to)
            else:
                between.append(piece)
        if between:
            self._text(line, " ".join(between), applies_to, is_recognised=is_recognised)

    def _question(self, line: TextLine, text: str, applies_to: AppliesTo) -> None:
        label, separator, rest = text.partition(": ")
        if separator and scope_of(label + ":") is not None:  # "For skoler: Hvad viser trivselsmålingen?"
            self._text(line, label + ":", applies_to, is_recognised=True)
            text = rest
        if self._pending is not None and self._pending.is_for_questions and not self.content.questions:
            self.content.questions_lead_in = self._lead()
        self._put_back()
        self.content.questions.append(ParsedQuestion(text, applies_to, line.number))
        self.report.add(line, Meaning.QUESTION, text)

    def _data(self, line: TextLine, text: str, applies_to: AppliesTo) -> None:
        required = MUST_BRING.match(text)
        if required and DATA_WORD.search(required["data"]):  # "Skoler skal medbringe karakterer"
            self._label(line, required["who"])
            text = required["data"]
        label, separator, rest = text.partition(": ")
        scope = scope_of(label + ":") if separator else None
        if scope is not None:  # "Skoler: fraværsdata, trivselsmåling"
            self._label(line, label)
            text = rest
        several = (
            [text.rstrip(" .;,")] if line.marker is not Marker.NONE and scope is None else entries(text, of_data=True)
        )
        for entry in several:
            self.content.required_data.append(RequiredData(entry, scope or applies_to, line.number, self._lead()))
            self.report.add(line, Meaning.REQUIRED_DATA, entry)

    def _label(self, line: TextLine, label: str) -> None:
        self.content.labels.append(label)
        self.report.add(line, Meaning.HEADING, label)

    def _purpose(self, line: TextLine, text: str) -> None:
        self._put_back()
        self._purpose_lines.append(emphasised(text, line.emphasis))
        self.report.add(line, Meaning.ITEM_PURPOSE, text)

    def _text(self, line: TextLine, text: str, applies_to: AppliesTo, *, is_recognised: bool) -> None:
        """Place running text: the first paragraph of an item is its purpose, the rest are parts."""
        self._put_back()
        is_paragraph = line.marker is Marker.NONE and not line.heading and len(line.text.split()) >= MIN_PURPOSE_WORDS
        is_first = isinstance(self.content, ParsedItem) and not self._purpose_lines and not self.content.parts
        if is_paragraph and is_first and applies_to is self.applies_to and scope_of(text) is None:
            self._purpose(line, text)
            return
        self.content.parts.append(ParsedItemText(text, applies_to, line.number))
        if OUTCOME.match(text):
            self.report.add(line, Meaning.OUTCOME, text)
        else:
            is_recognised = is_recognised and isinstance(self.content, ParsedItem)
            self.report.add(line, Meaning.PART if is_recognised else Meaning.KEPT, text)


def _perspective(line: TextLine, text: str, applies_to: AppliesTo) -> ParsedPerspective | None:
    return perspective_in(text, applies_to, line.number, in_list=line.marker is not Marker.NONE)


def _mode_of(text: str) -> Mode | None:
    """Return what a lead-in announces, from its last sentence, or else from all of it."""
    pieces = sentences(text)
    return _mode_in(pieces[-1] if pieces else text) or _mode_in(text)


def _mode_in(text: str) -> Mode | None:
    return next((mode for mode, words in MODE_WORDS if words.search(text)), None)


def _from_lead_in(text: str, mode: Mode | None) -> tuple[str, str]:
    """Split a paragraph into (text before, lead-in).

    The lead-in begins at the first sentence about `mode`, at the latest at the last sentence.
    """
    pieces = sentences(text)
    about = next((index for index, piece in enumerate(pieces) if mode and _mode_in(piece) is mode), len(pieces) - 1)
    return " ".join(pieces[:about]), " ".join(pieces[about:])
