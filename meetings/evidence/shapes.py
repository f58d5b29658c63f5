"""What each kind of evidence asks for: which words, which files. The form, the tiles and the verbs read it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from meetings.evidence.enums import EvidenceKind
from meetings.template.enums import Perspective

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Medium(StrEnum):
    """A kind of file. The value is the type of its block in the body and the name of the item inside the block."""

    PHOTO = "photo"
    FILM = "film"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Question:
    """One field of text. `name` is its name in the block, or "text" where the block is plain text."""

    name: str
    label: "StrPromise"
    prompt: "StrPromise"
    rows: int = 3
    longest: int = 4000


@dataclass(frozen=True)
class Shape:
    """`word` is the kind in an address. `main` says that the file is the thing itself, not a picture beside a text.
    `medium` is None for what takes no files."""

    word: str
    icon: str
    example: "StrPromise"
    text_block: str
    questions: tuple[Question, ...]
    medium: Medium | None
    several: bool = True
    main: bool = True
    perspective: str = ""


_A_WORD_WITH_IT = Question(
    "text", _("Would you like to say a word about it?"), _("One or two sentences are enough. No names of children."), 3
)

SHAPES: Mapping[str, Shape] = {
    EvidenceKind.PHOTOS: Shape(
        "billeder",
        "photo-camera",
        _("A drawing, a construction, a moment from the playground"),
        "text",
        (_A_WORD_WITH_IT,),
        Medium.PHOTO,
    ),
    EvidenceKind.FILM: Shape(
        "film",
        "videocam",
        _("Two minutes from a lesson, or a child who shows and tells"),
        "text",
        (_A_WORD_WITH_IT,),
        Medium.FILM,
        several=False,
    ),
    EvidenceKind.STORY: Shape(
        "praksisfortaelling",
        "chat",
        _("What happened, what you did, what it led to and what you learnt"),
        "narrative",
        (
            Question("situation", _("The situation"), _("Where were you, and what was going on?")),
            Question("action", _("What we did"), _("What did the grown-ups do, and why?")),
            Question("effect", _("What it led to"), _("What happened with the children?")),
            Question("learning", _("What we learnt"), _("What do you take with you?")),
        ),
        Medium.PHOTO,
        main=False,
    ),
    EvidenceKind.OBSERVATION: Shape(
        "observation",
        "visibility",
        _("What you saw when you looked for something in particular"),
        "observation",
        (
            Question("focus", _("What we looked for"), _("For example: who plays with whom at half past ten"), 1, 200),
            Question("text", _("What we saw"), _("Describe it as it happened. Wait with what you think of it."), 6),
        ),
        Medium.PHOTO,
        main=False,
    ),
    EvidenceKind.CHILDRENS_VOICE: Shape(
        "boernenes-perspektiv",
        "groups",
        _("What the children said, drew or chose"),
        "childrens_voice",
        (
            Question(
                "words", _("What the children said, drew or chose"), _("In their own words. No names of children."), 5
            ),
            Question("age_band", _("Age or grade"), _("For example: 4 to 5 years, or 3rd grade"), 1, 60),
            Question(
                "how_told",
                _("How the children were told and asked"),
                _("What did you say to them about the use?"),
                2,
                300,
            ),
        ),
        Medium.PHOTO,
        main=False,
        perspective=Perspective.CHILDREN,
    ),
    EvidenceKind.DOCUMENT: Shape(
        "dokument",
        "document",
        _("A report, a plan or a presentation you already have"),
        "text",
        (_A_WORD_WITH_IT,),
        Medium.DOCUMENT,
    ),
    EvidenceKind.FIGURES: Shape(
        "tal",
        "bar-chart",
        _("A survey, absence, progression: typed, pasted or from a spreadsheet"),
        "text",
        (_A_WORD_WITH_IT,),
        None,
        several=False,
        main=False,
    ),
}

KIND_OF_WORD: Mapping[str, EvidenceKind] = {shape.word: EvidenceKind(kind) for kind, shape in SHAPES.items()}


def shape_of(kind: str) -> Shape:
    return SHAPES[EvidenceKind(kind)]
