"""Two people wrote at once: what differs, and how their texts become one.

Works on content, row by row. `base` holds a fingerprint of each row as it stood when the later writer opened the form;
from it follows who changed what.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.minutes.content import Content, Remark, Section, remarks_of
from meetings.minutes.frozen_form import to_plain
from meetings.minutes.row_fields import Row

#: A part of the content and the id of a row in it; a remark's row is the part itself.
Key = tuple[str, str]
Fingerprints = dict[str, dict[str, str]]  # by part and id
ROWS = ("attendance", "earlier", "sections", "agreements")


class Choice(StrEnum):
    MINE = "mine"
    SAVED = "saved"
    BOTH = "both"


@dataclass(frozen=True)
class Difference:
    """A row that the two texts say differently. `changed_by` is who changed it since the form was opened:
    "me", "other" or "both"; only the last needs a choice. Of a text both can be kept."""

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
        """What is taken unless somebody chooses: nothing written is lost."""
        if self.needs_choice:
            return Choice.BOTH if self.is_text else Choice.MINE
        return Choice.MINE if self.changed_by == "me" else Choice.SAVED


def fingerprints(content: Content) -> Fingerprints:
    """One short sign for each row."""
    signs: Fingerprints = {}
    for (part, row_id), row in _rows(content).items():
        signs.setdefault(part, {})[row_id] = _sign(row)
    return signs


def differences(mine: Content, saved: Content, base: Fingerprints) -> list[Difference]:
    """The rows that differ: those that need a choice, then the others, each in the order of the page."""
    my_rows, saved_rows = _rows(mine), _rows(saved)
    found = []
    for key in saved_rows | my_rows:
        my, their = my_rows.get(key), saved_rows.get(key)
        if _sign(my) != _sign(their):
            before = base.get(key[0], {}).get(key[1], _sign(None))
            changed_by = "other" if _sign(my) == before else "me" if _sign(their) == before else "both"
            row = saved_rows.get(key) or my_rows[key]
            is_text = isinstance(row, Section | Remark)
            found.append(Difference(key, row.heading(), _words(my), _words(their), changed_by, is_text))
    return sorted(found, key=lambda difference: not difference.needs_choice)


def merge(mine: Content, saved: Content, base: Fingerprints, choices: Mapping[Key, str]) -> Content:
    """One content out of both. `choices` names a Choice for each row that both changed."""
    my_rows, taken = _rows(mine), dict[Key, Row | None](_rows(saved))
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


def _both(saved: Row | None, mine: Row) -> Row:
    """The saved text first, then mine."""
    texts = [row.text for row in (saved, mine) if isinstance(row, Section | Remark)]
    return replace(mine, text="\n\n".join(texts))  # type: ignore[call-arg]


def _rows(content: Content) -> dict[Key, Row]:
    """Each row under its key, in the order of the page. Only what a writer can change counts."""
    rows: dict[Key, Row] = {(part, str(row.id)): row for part in ROWS for row in getattr(content, part)}
    return rows | {(remark.id, ""): remark for remark in remarks_of(content)}


def _sign(row: Row | None) -> str:
    """The name of an initiative is not the writers'."""
    said = {name: value for name, value in to_plain(row).items() if name != "initiative_name"} if row else None
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _words(row: Row | None) -> str:
    """What the row says, for a reader."""
    return _("Removed") if row is None else row.words() or danish_formats.NO_BREAK
