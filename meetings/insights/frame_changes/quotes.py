"""What approved minutes said about frame and content, for editors: without the names of units and people.

Nothing else of minutes is read here. Who writes the two texts is told that editors read them
(meetings/minutes/writing/form.py, decision 0043).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from foundation.text.notation import to_plain
from meetings.cycle.models import Cycle
from meetings.minutes.content import Adjustment
from meetings.minutes.record import ApprovalRecord
from meetings.template.blocks import agenda_items_for
from meetings.template.document.redact_names import redact_names
from meetings.template.importing.lines import TextLine
from meetings.units.enums import UnitKind

QUOTED_FIELDS = ("adjust_frame", "adjust_content")
#: "punkt 2"
NAMED_BY_NUMBER = re.compile(r"\bpunkt\s+([0-9]{1,2})\b", re.IGNORECASE)
MIN_FIRST_NAME_LENGTH = 3


@dataclass(frozen=True)
class Quote:
    """`key` is the same each time, and tells nothing about the unit. `items`: block ids of the items it names."""

    key: str
    part: str
    text: str
    items: frozenset[str] = field(default=frozenset())

    @property
    def about(self) -> str:
        """What the writers were asked."""
        return Adjustment(self.part).heading()


def quotes_of(cycle: Cycle) -> list[Quote]:
    """Return what the approved minutes of the cycle's meetings said, in an order that tells nothing. One query."""
    rows = ApprovalRecord.objects.filter(minutes__meeting__cycle=cycle).values_list(
        "content_hash", "minutes__unit__kind", *(F(f"content__{name}") for name in ("meeting", "attendance",
        *QUOTED_FIELDS))
    )  # fmt: skip
    agendas = {kind.value: _items(cycle, kind) for kind in UnitKind}
    found = []
    for content_hash, kind, meeting, attendance, *texts in rows:
        names = _names(meeting, attendance)
        for part, text in zip(QUOTED_FIELDS, texts, strict=True):
            if plain := to_plain(text or "").strip():
                key = hashlib.sha256(f"{content_hash}:{part}".encode()).hexdigest()
                found.append(Quote(key, part, without_names(plain, names), _named(plain, agendas[kind])))
    return sorted(found, key=lambda quote: quote.key)


def without_names(text: str, names: Iterable[str]) -> str:
    lines = redact_names([TextLine(line) for line in text.splitlines()], names)
    return "\n".join(line.text for line in lines)


def _names(meeting: dict[str, str], attendance: list[dict[str, str]]) -> set[str]:
    """The unit's name, and the names and first names of those who were invited."""
    people = {row["name"] for row in attendance}
    first = {name.split()[0] for name in people if name.split()}
    return {meeting["unit"], *people, *(name for name in first if len(name) >= MIN_FIRST_NAME_LENGTH)}


def _items(cycle: Cycle, kind: UnitKind) -> list[tuple[str, str]]:
    """Id and title of the agenda items for units of the kind, in order, without breaks."""
    blocks = agenda_items_for(cycle.template.agenda, kind)
    return [(str(block.id), block.value["title"]) for block in blocks if not block.value["is_break"]]


def _named(text: str, items: list[tuple[str, str]]) -> frozenset[str]:
    """The items that the text names by title or number."""
    words = text.casefold()
    numbers = {int(number) for number in NAMED_BY_NUMBER.findall(text)}
    return frozenset(
        key for number, (key, title) in enumerate(items, start=1)
        if number in numbers or (title and title.casefold() in words)
    )  # fmt: skip
