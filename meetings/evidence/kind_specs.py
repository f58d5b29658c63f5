"""What each kind of evidence asks for (texts and files), for the form, the tiles and the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from media.kinds.enums import MediaKind
from meetings.evidence.enums import EvidenceKind
from meetings.template.enums import Perspective

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True)
class KindQuestion:
    """One text field of a kind.

    `name` is its name in the block, or "text" where the block is plain text. `suggestions` are offered; any other text
    is accepted.
    """

    name: str
    label: "StrPromise"
    prompt: "StrPromise"
    rows: int = 3
    longest: int = 4000
    suggestions: tuple["StrPromise", ...] = ()


@dataclass(frozen=True)
class KindSpec:
    """What one kind of evidence consists of.

    `word` is the kind in a URL. `main` means that the file is the content itself, not an illustration of a text.
    `medium` is the usual kind of file, None for kinds without files; `also` lists further ones. `is_stream`: its texts,
    quotes and files are in the order that its writer chose, and `questions` has the one about a text.
    """

    word: str
    icon: str
    example: "StrPromise"
    text_block: str
    questions: tuple[KindQuestion, ...]
    medium: MediaKind | None
    several: bool = True
    main: bool = True
    perspective: str = ""
    also: tuple[MediaKind, ...] = ()
    is_stream: bool = False

    @property
    def media(self) -> tuple[MediaKind, ...]:
        """All kinds of file that go with it, the usual one first."""
        return (self.medium, *self.also) if self.medium else self.also


#: Bands used in daycare and schools, wide enough that nobody can be identified by their age.
AGE_BANDS = (_("0-2 years"), _("3-5 years"), _("Grades 0 to 3"), _("Grades 4 to 6"), _("Grades 7 to 9"))

_A_WORD_WITH_IT = KindQuestion(
    "text", _("Would you like to say a word about it?"), _("One or two sentences are enough. No names of children."), 3
)

KIND_SPECS: Mapping[str, KindSpec] = {
    EvidenceKind.PHOTOS: KindSpec(
        "billeder",
        "photo-camera",
        _("A drawing, a construction, a moment from the playground"),
        "text",
        (_A_WORD_WITH_IT,),
        MediaKind.IMAGE,
    ),
    EvidenceKind.FILM: KindSpec(
        "film",
        "videocam",
        _("Two minutes from a lesson, or a child who shows and tells"),
        "text",
        (_A_WORD_WITH_IT,),
        MediaKind.FILM,
        several=False,
    ),
    EvidenceKind.SOUND: KindSpec(
        "lyd",
        "headset",
        _("A conversation with children, or a song they made"),
        "text",
        (_A_WORD_WITH_IT,),
        MediaKind.SOUND,
    ),
    EvidenceKind.STORY: KindSpec(
        "fortaelling",
        "summary",
        _("Something from everyday life that others should hear, in your own words"),
        "text",
        (KindQuestion("text", _("The story"), _("Tell it as it happened. No names of children."), 8, 12000),),
        MediaKind.IMAGE,
        main=False,
        also=(MediaKind.FILM, MediaKind.SOUND),
        is_stream=True,
    ),
    EvidenceKind.PRACTICE_NARRATIVE: KindSpec(
        "praksisfortaelling",
        "chat",
        _("What happened, what you did, what it led to and what you learnt"),
        "narrative",
        (
            KindQuestion("situation", _("The situation"), _("Where were you, and what was going on?")),
            KindQuestion("action", _("What we did"), _("What did the grown-ups do, and why?")),
            KindQuestion("effect", _("What it led to"), _("What happened with the children?")),
            KindQuestion("learning", _("What we learnt"), _("What will you take away from it?")),
        ),
        MediaKind.IMAGE,
        main=False,
    ),
    EvidenceKind.OBSERVATION: KindSpec(
        "observation",
        "visibility",
        _("What you saw when you looked for something in particular"),
        "observation",
        (
            KindQuestion(
                "focus", _("What we looked for"), _("For example: who plays with whom at half past ten"), 1, 200
            ),
            KindQuestion(
                "text", _("What we saw"), _("Describe it as it happened. Keep your interpretation for later."), 6
            ),
        ),
        MediaKind.IMAGE,
        main=False,
    ),
    EvidenceKind.CHILDRENS_VOICE: KindSpec(
        "boernenes-perspektiv",
        "groups",
        _("What the children said, drew or chose"),
        "childrens_voice",
        (
            KindQuestion(
                "words", _("What the children said, drew or chose"), _("In their own words. No names of children."), 5
            ),
            KindQuestion(
                "age_band",
                _("Age or grade"),
                _("For example 3-5 years. Choose from the list, or write it yourself."),
                1,
                60,
                AGE_BANDS,
            ),
            KindQuestion(
                "how_told",
                _("How the children were informed and asked"),
                _("What did you tell them about how it will be used?"),
                2,
                300,
            ),
        ),
        MediaKind.IMAGE,
        main=False,
        perspective=Perspective.CHILDREN,
        also=(MediaKind.SOUND,),
    ),
    EvidenceKind.DOCUMENT: KindSpec(
        "dokument",
        "document",
        _("A report, a plan or a presentation you already have"),
        "text",
        (_A_WORD_WITH_IT,),
        MediaKind.DOCUMENT,
    ),
    EvidenceKind.FIGURES: KindSpec(
        "tal",
        "analytics",
        _("A survey, absence, progression: typed, pasted or from a spreadsheet"),
        "text",
        (_A_WORD_WITH_IT,),
        None,
        several=False,
        main=False,
    ),
}

KIND_BY_URL_WORD: Mapping[str, EvidenceKind] = {shape.word: EvidenceKind(kind) for kind, shape in KIND_SPECS.items()}


def spec_of(kind: str) -> KindSpec:
    return KIND_SPECS[EvidenceKind(kind)]
