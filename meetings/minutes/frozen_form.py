"""The one plain form of minutes: frozen at submission and hashed, kept in the session, and stored in the page's blocks.

The frozen form has a version. A key that came later (`since`) is left out of older versions while it is empty, so that
what was frozen before keeps its hash. tests/meetings/minutes/frozen holds a record of every version.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast, get_args

from meetings.minutes.content import AgreementRow, Attendee, Content, EarlierRow, Section
from meetings.minutes.row_fields import Row

T = TypeVar("T")
Plain = dict[str, Any]  # JSON types: days are ISO 8601, no day is an empty text
#: The version in which minutes are frozen now.
VERSION = max(one.since for row in (Attendee, EarlierRow, Section, AgreementRow) for one in row.described().values())


class UnknownVersion(ValueError):
    """Frozen by a later release than this."""


def freeze(content: Content, version: int = VERSION) -> Plain:
    """`content` in the frozen form of `version`."""
    return {"format": version, **to_plain(content, version)}


def thaw(frozen: Plain) -> Content:
    """The content that was frozen in this version or an earlier one. Raises UnknownVersion."""
    if frozen["format"] > VERSION:
        raise UnknownVersion(frozen["format"])
    return from_plain(Content, frozen)


def content_hash(frozen: Plain) -> str:
    """SHA-256 of the canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def says_the_same(content: Content, frozen: Plain) -> bool:
    """What people wrote in `content` gives what was frozen, in the form of its own version.

    Attendance and the meeting's facts were frozen with the text, and may have moved since. So may the name of an
    initiative, which is the register's and may be corrected there.
    """
    before = thaw(frozen)
    names = {row.id: row.initiative_name for row in before.agreements}
    agreements = tuple(replace(row, initiative_name=names.get(row.id, "")) for row in content.agreements)
    now = replace(content, meeting=before.meeting, attendance=before.attendance, agreements=agreements)
    return freeze(now, frozen["format"]) == frozen


def to_plain(row: object, version: int = VERSION) -> Plain:
    """The fields of a dataclass as JSON types: the keys of `version`, and later ones that are not empty."""
    described = row.described() if isinstance(row, Row) else {}
    return {
        one.name: _plain(one.type, getattr(row, one.name), version)
        for one in fields(cast(Any, row))
        if one.name not in described or described[one.name].since <= version or getattr(row, one.name) != one.default
    }


def from_plain(kind: type[T], plain: Mapping[str, Any]) -> T:
    """A dataclass from its plain form, which may hold days as dates. What is not there is empty."""
    known = {one.name: one.type for one in fields(cast(Any, kind)) if plain.get(one.name) is not None}
    return kind(**{name: _value(of, plain[name]) for name, of in known.items()})


def _plain(of: object, value: Any, version: int) -> Any:
    if of == date | None:
        return value.isoformat() if value else ""
    if isinstance(value, tuple):
        return [to_plain(row, version) for row in value]
    return to_plain(value, version) if is_dataclass(value) else value


def _value(of: Any, plain: Any) -> Any:
    if of == date | None and isinstance(plain, str):
        return date.fromisoformat(plain) if plain else None
    if isinstance(plain, list):
        return tuple(from_plain(get_args(of)[0], row) for row in plain)
    return from_plain(of, plain) if isinstance(plain, dict) else plain
