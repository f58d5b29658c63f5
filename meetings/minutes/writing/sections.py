"""The sections of a draft: what is saved, versioned and merged on its own.

A section is the text of an agenda item, the attendance, an agreement, a wish, the outcome of an earlier agreement, or
one of the two remarks on what to adjust.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import AgreementRow
from meetings.minutes.content import Adjustment, EarlierRow, MinutesContent, Section
from meetings.minutes.frozen_format import from_plain, to_plain
from meetings.minutes.row_fields import ContentRow
from meetings.minutes.wish_fields import WishRow

#: A part of the content, and the id of a row in it; "" where the whole part is one section.
Key = tuple[str, str]
#: The values that people write, by field, as JSON types. None: the section does not exist.
Values = dict[str, Any] | None
ATTENDANCE: Key = ("attendance", "")
REMARKS = ("adjust_frame", "adjust_content")
#: Parts in which each row is a section.
ROWS: dict[str, type[ContentRow]] = {
    "earlier": EarlierRow, "sections": Section, "agreements": AgreementRow, "wishes": WishRow,
}  # fmt: skip
#: Those to which rows can be added.
SECTIONS_WITH_ROWS = ("agreements", "wishes")
#: Fields with text of several paragraphs.
PROSE = frozenset({"text", "note"})


def sections_of(content: MinutesContent) -> dict[Key, Values]:
    """Return the sections in the order of the page."""
    found: dict[Key, Values] = {ATTENDANCE: {str(row.id): row.attendance for row in content.attendance}}
    for part in ROWS:
        found |= {(part, str(row.id)): values_of(row) for row in getattr(content, part)}
    return found | {(name, ""): {"text": getattr(content, name)} for name in REMARKS}


def values_of(row: ContentRow) -> dict[str, object]:
    """Return the values of the fields that people write."""
    plain = to_plain(row)
    return {name: plain.get(name) for name in row.written_names()}


def form_values(key: Key, values: Values) -> Values:
    """Return the values by field of the form."""
    kind = ROWS.get(key[0])
    return kind.form_values(values) if kind and values is not None else values


def fingerprint(values: Values) -> str:
    """Return a short hash of the values; "" for a section that does not exist. Empty values do not count."""
    if values is None:
        return ""
    filled = {name: value for name, value in values.items() if value not in ("", None)}
    return hashlib.sha256(json.dumps(filled, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def with_sections(content: MinutesContent, changed: Mapping[Key, Values]) -> MinutesContent:
    """Return `content` with the changed sections; new rows, of the parts in SECTIONS_WITH_ROWS, come last."""
    remarks = {name: changed[name, ""] for name in REMARKS if (name, "") in changed}
    parts: dict[str, Any] = {name: (values or {}).get("text", "") for name, values in remarks.items()}
    for part, kind in ROWS.items():
        mine = {row_id: values for (name, row_id), values in changed.items() if name == part}
        if mine:
            rows = {str(row.id): row for row in getattr(content, part)}
            made = {key: _row(kind, key, rows.get(key), values) for key, values in mine.items()}
            parts[part] = tuple(row for row in (rows | made).values() if row is not None)
    if noted := changed.get(ATTENDANCE):
        parts["attendance"] = tuple(
            replace(row, attendance=noted.get(str(row.id), row.attendance)) for row in content.attendance
        )
    return replace(content, **parts)


def heading(key: Key, content: MinutesContent) -> str:
    """Return what the section is called where it stands alone."""
    part, row_id = key
    if part in ROWS:
        rows = [row for row in getattr(content, part) if str(row.id) == row_id]
        gone = _("A wish that was taken out") if part == "wishes" else _("An agreement that was taken out")
        return rows[0].heading() if rows else gone
    return _("Who took part?") if key == ATTENDANCE else Adjustment(part).heading()


def section_as_text(key: Key, values: Values, content: MinutesContent) -> str:
    """Return the values as text for a reader; empty if nothing is written."""
    part, row_id = key
    if values is None:
        return _("Taken out")
    if key == ATTENDANCE:
        noted = ((row.name, values.get(str(row.id), Attendance.UNKNOWN)) for row in content.attendance)
        return "\n".join(f"{name}: {Attendance(value).label}" for name, value in noted)
    if part not in ROWS:
        return str(values["text"])
    rows = {str(row.id): row for row in getattr(content, part)}
    row = _row(ROWS[part], row_id, rows.get(row_id), values)
    return row.summary() if row else ""


def _row(kind: type[ContentRow], key: str, row: ContentRow | None, values: Values) -> ContentRow | None:
    if values is None:
        return None
    return from_plain(kind, {**(to_plain(row) if row else {"id": key}), **values})
