"""Compare and merge two versions of the content, row by row, when two people wrote at once.

`base` has a fingerprint of each row when the later writer opened the form; it shows who changed which row.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.minutes.content import MinutesContent, Remark, Section, remarks_of
from meetings.minutes.frozen_form import to_plain
from meetings.minutes.row_fields import ContentRow

#: A part of the content and the id of a row in it; a remark has the name of its field, and an empty id.
Key = tuple[str, str]
Fingerprints = dict[str, dict[str, str]]  # by part and id
ROWS = ("attendance", "earlier", "sections", "agreements")


class Choice(StrEnum):
    MINE = "mine"
    SAVED = "saved"
    BOTH = "both"


@dataclass(frozen=True)
class Difference:
    """A row that differs between the two versions.

    `changed_by`: who changed it since the form was opened, "me", "other" or "both"; only "both" needs a choice.
    `is_text`: both versions can be kept.
    """

    key: Key
    label: str
    mine: str
    saved: str
    changed_by: str
    is_text: bool

    @property
    def needs_choice(self) -> bool:
        return self.changed_by == "both"

    @property
    def default(self) -> Choice:
        """The choice if nobody chooses; it keeps what was written."""
        if self.needs_choice:
            return Choice.BOTH if self.is_text else Choice.MINE
        return Choice.MINE if self.changed_by == "me" else Choice.SAVED


def fingerprints(content: MinutesContent) -> Fingerprints:
    """A short hash of each row."""
    found: Fingerprints = {}
    for (part, row_id), row in _rows(content).items():
        found.setdefault(part, {})[row_id] = _fingerprint(row)
    return found


def differences(mine: MinutesContent, saved: MinutesContent, base: Fingerprints) -> list[Difference]:
    """The rows that differ: those that need a choice, then the others, each in the order of the page."""
    my_rows, saved_rows = _rows(mine), _rows(saved)
    found = []
    for key in saved_rows | my_rows:
        my, their = my_rows.get(key), saved_rows.get(key)
        if _fingerprint(my) != _fingerprint(their):
            before = base.get(key[0], {}).get(key[1], _fingerprint(None))
            changed_by = "other" if _fingerprint(my) == before else "me" if _fingerprint(their) == before else "both"
            row = saved_rows.get(key) or my_rows[key]
            is_text = isinstance(row, Section | Remark)
            found.append(Difference(key, row.heading(), _summary(my), _summary(their), changed_by, is_text))
    return sorted(found, key=lambda difference: not difference.needs_choice)


def merge(
    mine: MinutesContent, saved: MinutesContent, base: Fingerprints, choices: Mapping[Key, str]
) -> MinutesContent:
    """Merge both versions. `choices` has a Choice for each row that both changed; else its default is used."""
    my_rows, taken = _rows(mine), dict[Key, ContentRow | None](_rows(saved))
    for difference in differences(mine, saved, base):
        key = difference.key
        choice = choices.get(key, difference.default) if difference.needs_choice else difference.default
        if choice == Choice.BOTH and difference.is_text:
            taken[key] = _both(taken[key], my_rows[key])
        elif choice != Choice.SAVED:
            taken[key] = my_rows.get(key)
    parts: dict[str, Any] = {part: tuple(row for key, row in taken.items() if row and key[0] == part) for part in ROWS}
    parts |= {row.id: row.text for row in taken.values() if isinstance(row, Remark)}
    return replace(saved, **parts)


def _both(saved: ContentRow | None, mine: ContentRow) -> ContentRow:
    """The saved text first, then mine."""
    texts = [row.text for row in (saved, mine) if isinstance(row, Section | Remark)]
    return replace(mine, text="\n\n".join(texts))  # type: ignore[call-arg]


def _rows(content: MinutesContent) -> dict[Key, ContentRow]:
    """The rows that a writer can change, by key, in the order of the page."""
    rows: dict[Key, ContentRow] = {(part, str(row.id)): row for part in ROWS for row in getattr(content, part)}
    return rows | {(remark.id, ""): remark for remark in remarks_of(content)}


def _fingerprint(row: ContentRow | None) -> str:
    """A short hash of `row` without the initiative's name, which is changed elsewhere."""
    values = {name: value for name, value in to_plain(row).items() if name != "initiative_name"} if row else None
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _summary(row: ContentRow | None) -> str:
    """The row as text for the comparison."""
    return _("Removed") if row is None else row.summary() or danish_formats.NO_BREAK
