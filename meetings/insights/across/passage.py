"""A passage: some words of one unit, with the place where they stand."""

from dataclasses import dataclass
from typing import Any

from meetings.insights.across.enums import PassageKind


@dataclass(frozen=True)
class PassageSource:
    """The row that the words are from. `kind` is a name in `sources.SOURCES`, `part` tells the words within the row."""

    kind: str
    pk: int
    part: str = ""

    @property
    def key(self) -> str:
        """The value of its tick in the form."""
        return ":".join((self.kind, str(self.pk), *([self.part] if self.part else [])))

    @classmethod
    def from_key(cls, key: str) -> "PassageSource | None":
        """None for anything that is no key."""
        kind, _colon, rest = key.partition(":")
        pk, _colon, part = rest.partition(":")
        return cls(kind, int(pk), part) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None


@dataclass(frozen=True)
class Passage:
    """`words` as they were written, as plain text. `label` is the question they answer, `topic` the name of the
    initiative; both may be empty.

    `may_be_quoted`: it may be taken into a note for the area; answers without names may not.
    `initiative`, `goal` (primary keys) and `item` (block id of the agenda item) say what it is about. `is_general`: it
    is about the meeting as a whole.
    """

    source: PassageSource
    kind: PassageKind
    unit_id: int
    area_id: int
    unit: str
    school_year: str
    words: str
    url: str
    label: str = ""
    topic: str = ""
    initiative: int | None = None
    goal: int | None = None
    item: str = ""
    is_general: bool = False
    may_be_quoted: bool = True

    @property
    def key(self) -> str:
        return self.source.key

    @property
    def about(self) -> str:
        """The initiative and the question, where that says more than the kind."""
        return about(self.topic, self.label, self.kind)


def about(topic: str, label: str, kind: str) -> str:
    return " · ".join(part for part in (topic, label) if part and part != PassageKind(kind).label)


@dataclass(frozen=True)
class PassageUnit:
    """What a passage tells of its unit."""

    unit_id: int
    area_id: int
    unit: str

    @property
    def facts(self) -> dict[str, Any]:
        return vars(self)
