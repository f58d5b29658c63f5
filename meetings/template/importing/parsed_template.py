"""What was found in a municipality's template document."""

from dataclasses import dataclass, field
from enum import StrEnum

from meetings.template import enums
from meetings.template.enums import Requirement, StepKind
from meetings.template.importing.lines import Emphasis
from meetings.template.importing.report import LineReport
from meetings.units.enums import AppliesTo


class ParticipantRole(StrEnum):
    """Who takes part; `OTHER` is whoever the house has no role for."""

    AGREEMENT_HOLDER = "agreement_holder"
    LEADERSHIP_TEAM = "leadership_team"
    STAFF_REPRESENTATIVE = "staff_representative"
    BOARD_REPRESENTATIVE = "board_representative"
    HEAD_OF_AREA = "head_of_area"
    CONSULTANT = "consultant"
    OTHER = "other"


@dataclass
class Participant:
    role: ParticipantRole
    text: str
    requirement: Requirement
    line: int


@dataclass
class PreparationStep:
    """`text` is the whole of what the document says; `minutes` is None for a full day or where nothing is said."""

    kind: StepKind
    title: str
    text: str
    duration_text: str
    minutes: int | None
    line: int


@dataclass
class Question:
    text: str
    applies_to: AppliesTo
    line: int


@dataclass
class Part:
    """Text in an item, in the document's own words, where it stood."""

    text: str
    applies_to: AppliesTo
    line: int


@dataclass
class RequiredData:
    """`lead_in` are the document's words above this entry and those after it: "Det drejer sig om følgende:"."""

    text: str
    applies_to: AppliesTo
    line: int
    lead_in: str = ""


@dataclass
class Perspective:
    """`text` is the whole of what the document says, `examples` the data it names."""

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
    """What can stand under an agenda item, or under a heading of its own.

    `labels` are the document's own words in front of what was recognised by them ("Spørgsmål:"), `questions_lead_in`
    those above the questions ("Vi drøfter følgende spørgsmål:").
    """

    purpose: str = ""
    questions_lead_in: str = ""
    questions: list[Question] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    required_data: list[RequiredData] = field(default_factory=list)
    perspectives: list[Perspective] = field(default_factory=list)
    focus: list[FocusTopic] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


@dataclass
class Item(ParsedContent):
    """An agenda item; `minutes` is None where the document gives no time, `time_text` is what it says about time."""

    title: str = ""
    minutes: int | None = None
    time_text: str = ""
    applies_to: AppliesTo = AppliesTo.ALL
    is_break: bool = False
    line: int = 0


@dataclass
class KeptText:
    """Text that nothing was made of; `where` is the heading or item it stands under.

    With `in_item` the text is also a `Part` of the item with that index, so it is already in its place.
    """

    where: str
    text: str
    line: int
    in_item: int | None = None


@dataclass
class Person:
    name: str
    line: int


@dataclass
class ParsedTemplate:
    """A template as read; `report` says line by line what each became.

    `content` holds data, perspectives and focus topics that stand outside the items. `total_is_sum` says that the
    document names no length, so that it is the sum of its items. `headings` are the document's own words for the
    sections that were recognised. `emphasis` are the words that stand out, by the number of their line.
    """

    title: str = ""
    school_year: str = ""
    purpose: str = ""
    contributes_to: list[str] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    total_minutes: int | None = None
    total_is_sum: bool = False
    length_text: str = ""
    frequency: str = ""
    responsible: str = ""
    preparation: list[PreparationStep] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    content: ParsedContent = field(default_factory=ParsedContent)
    follow_up: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    kept_as_text: list[KeptText] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    report: list[LineReport] = field(default_factory=list)
    emphasis: dict[int, tuple[Emphasis, ...]] = field(default_factory=dict)

    @property
    def contents(self) -> list[ParsedContent]:
        """Everything that can hold questions, data, perspectives and focus topics, in the document's order."""
        return [self.content, *self.items]
