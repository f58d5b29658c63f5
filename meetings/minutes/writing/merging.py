"""Two people wrote at once: what differs, and how their texts become one.

Works on content (see canonical.py), part by part. `base` holds a fingerprint of each part as it stood when the later
writer opened the form; from it follows who changed what.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.meeting.enums import Attendance
from meetings.minutes.approval.canonical_content import Content
from meetings.minutes.enums import EarlierOutcome
from meetings.minutes.formatting import day_of, owner_of

Fingerprints = dict[str, str]
#: Parts of the content that are lists of rows with an id, and the kind in the part's key.
ROWS = {"attendance": "attendance", "earlier": "earlier", "sections": "section", "agreements": "agreement"}
TEXTS = ("adjust_frame", "adjust_content")


class Choice(StrEnum):
    MINE = "mine"
    SAVED = "saved"
    BOTH = "both"


@dataclass(frozen=True)
class Difference:
    """One part that the two texts say differently. `changed_by` is who changed it since the form was opened:
    "me", "other" or "both"; only the last needs a choice."""

    key: str
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
    """One short sign for each part."""
    return {key: _sign(row) for key, row in _parts(content).items()}


def differences(mine: Content, saved: Content, base: Fingerprints) -> list[Difference]:
    """The parts that differ: those that need a choice, then the others, each in the order of the page."""
    my_parts, saved_parts = _parts(mine), _parts(saved)
    found = []
    for key in [*saved_parts, *(key for key in my_parts if key not in saved_parts)]:
        my, their = my_parts.get(key), saved_parts.get(key)
        if _sign(my) == _sign(their):
            continue
        before = base.get(key, _sign(None))
        changed_by = "other" if _sign(my) == before else "me" if _sign(their) == before else "both"
        is_text = key in TEXTS or key.startswith("section-")
        found.append(
            Difference(key, _label(key, their or my or {}), _words(key, my), _words(key, their), changed_by, is_text)
        )
    return sorted(found, key=lambda difference: not difference.needs_choice)


def merge(mine: Content, saved: Content, base: Fingerprints, choices: dict[str, str]) -> Content:
    """One content out of both. `choices` names a Choice for each part that both changed."""
    my_parts, taken = _parts(mine), _parts(saved)
    for difference in differences(mine, saved, base):
        key = difference.key
        choice = choices.get(key, difference.default) if difference.needs_choice else difference.default
        if choice == Choice.BOTH and difference.is_text:
            taken[key] = {**(taken[key] or {}), "text": f"{difference.saved}\n\n{difference.mine}"}
        elif choice != Choice.SAVED:
            taken[key] = my_parts.get(key)
    merged = {**saved}
    for name, kind in ROWS.items():
        merged[name] = [row for key, row in taken.items() if row is not None and key.startswith(f"{kind}-")]
    for name in TEXTS:
        merged[name] = (taken[name] or {})["text"]
    return merged


def _parts(content: Content) -> dict[str, Content | None]:
    """Each part under its key, in the order of the page. Only what a writer can change counts."""
    parts: dict[str, Content | None] = {}
    for name, kind in ROWS.items():
        for row in content[name]:
            parts[f"{kind}-{row['id']}"] = row
    for name in TEXTS:
        parts[name] = {"text": content[name]}
    return parts


def _sign(row: Content | None) -> str:
    said = {name: value for name, value in row.items() if name != "initiative_name"} if row else None
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _label(key: str, row: Content) -> str:
    if key.startswith("section-"):
        return row["title"]
    if key.startswith("attendance-"):
        return _("Attendance of %(name)s") % {"name": row["name"]}
    if key.startswith("earlier-"):
        return _("Earlier agreement: %(text)s") % {"text": row["text"]}
    if key.startswith("agreement-"):
        return _("Agreement: %(text)s") % {"text": row["text"] or _("not written yet")}
    return _("What to adjust in the frame") if key == "adjust_frame" else _("What to adjust in the content")


def _words(key: str, row: Content | None) -> str:
    """What the part says, for a reader."""
    if row is None:
        return _("Removed")
    if key.startswith("attendance-"):
        return str(Attendance(row["attendance"]).label)
    if key.startswith("agreement-"):
        parts = [row["text"], owner_of(row), day_of(row["due_on"]), row.get("initiative_name", "")]
    elif key.startswith("earlier-"):
        outcome = EarlierOutcome(row["outcome"]).label if row["outcome"] else ""
        parts = [str(outcome), day_of(row["new_due_on"]), row["note"]]
    else:
        return row["text"]
    return "\n".join(part for part in parts if part) or danish_formats.NO_BREAK
