"""Data classes of a parsed template document. `line` is always a line number of the document, from 1."""

from dataclasses import dataclass, field
from enum import StrEnum

from meetings.template import enums
from meetings.template.enums import Requirement, StepKind
from meetings.template.importing.lines import Emphasis
from meetings.template.importing.report import LineReport
from meetings.units.enums import AppliesTo


class ParticipantRole(StrEnum):
    """Role of a participant; `OTHER` for those without a role in the application."""

    AGREEMENT_HOLDER = "agreement_holder"
    LEADERSHIP_TEAM = "leadership_team"
    STAFF_REPRESENTATIVE = "staff_representative"
    BOARD_REPRESENTATIVE = "board_representative"
    HEAD_OF_AREA = "head_of_area"
    CONSULTANT = "consultant"
    OTHER = "other"


@dataclass
class ParsedParticipant:
    role: ParticipantRole
    text: str
    requirement: Requirement
    line: int


@dataclass
class ParsedPreparationStep:
    """`text` is the document's whole text; `minutes` is None for a full day or when no length is given."""

    kind: StepKind
    title: str
    text: str
    duration_text: str
    minutes: int | None
    line: int


@dataclass
class ParsedQuestion:
    text: str
    applies_to: AppliesTo
    line: int


@dataclass
class ParsedItemText:
    """A text of an item, as written in the document."""

    text: str
    applies_to: AppliesTo
    line: int


@dataclass
class RequiredData:
    """`lead_in` is the document's introduction above this entry and the next ones ("Det drejer sig om følgende:")."""

    text: str
    applies_to: AppliesTo
    line: int
    lead_in: str = ""


@dataclass
class ParsedPerspective:
    """`text` is the document's whole text, `examples` the data it names."""

    kind: enums.Perspective
    text: str
    examples: list[str]
    applies_to: AppliesTo
    line: int
    lead_in: str = ""


@dataclass
class FocusTopic:
    text: str
    applies_to: AppliesTo
    line: int
    lead_in: str = ""


@dataclass
class ParsedContent:
    """Content of an agenda item, or of a heading of its own.

    `labels` are the document's labels by which content was recognised ("Spørgsmål:"), `questions_lead_in` is the
    introduction above the questions ("Vi drøfter følgende spørgsmål:").
    """

    purpose: str = ""
    questions_lead_in: str = ""
    questions: list[ParsedQuestion] = field(default_factory=list)
    parts: list[ParsedItemText] = field(default_factory=list)
    required_data: list[RequiredData] = field(default_factory=list)
    perspectives: list[ParsedPerspective] = field(default_factory=list)
    focus: list[FocusTopic] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


@dataclass
class ParsedItem(ParsedContent):
    """An agenda item; `minutes` is None when the document gives no time, `time_text` is its text about time."""

    title: str = ""
    minutes: int | None = None
    time_text: str = ""
    applies_to: AppliesTo = AppliesTo.ALL
    is_break: bool = False
    line: int = 0


@dataclass
class UnrecognisedText:
    """Text that was not recognised; `where` is the heading or item it is under.

    With `in_item` the text is also a `ParsedItemText` of the item with that index.
    """

    where: str
    text: str
    line: int
    in_item: int | None = None


@dataclass
class ParsedPerson:
    name: str
    line: int


@dataclass
class ParsedTemplate:
    """A parsed template; `report` says line by line what each became.

    `content` has data, perspectives and focus topics outside the items. `total_is_sum`: the document names no length,
    so `total_minutes` is the sum of the items. `headings` are the document's headings of recognised sections.
    `emphasis` are the emphasised words by line number.
    """

    title: str = ""
    school_year: str = ""
    purpose: str = ""
    contributes_to: list[str] = field(default_factory=list)
    participants: list[ParsedParticipant] = field(default_factory=list)
    total_minutes: int | None = None
    total_is_sum: bool = False
    length_text: str = ""
    frequency: str = ""
    responsible: str = ""
    preparation: list[ParsedPreparationStep] = field(default_factory=list)
    items: list[ParsedItem] = field(default_factory=list)
    content: ParsedContent = field(default_factory=ParsedContent)
    follow_up: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    kept_as_text: list[UnrecognisedText] = field(default_factory=list)
    persons: list[ParsedPerson] = field(default_factory=list)
    report: list[LineReport] = field(default_factory=list)
    emphasis: dict[int, tuple[Emphasis, ...]] = field(default_factory=dict)

    @property
    def contents(self) -> list[ParsedContent]:
        """All that can have questions, data, perspectives and focus topics: `content`, then the items in order."""
        return [self.content, *self.items]
