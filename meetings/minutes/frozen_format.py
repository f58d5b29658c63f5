"""Serialize the content of minutes to JSON types: for the frozen and hashed text, the session and the page's blocks.

The frozen format has a version. A key added later (`since`) is left out of older versions while it is empty, so that
texts frozen before keep their hash. tests/meetings/minutes/frozen has a record of every version.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from foundation.text.json_object import JsonObject
from meetings.minutes.content import AgreementRow, Attendee, EarlierRow, KeptRemark, LawPoint, MinutesContent, Section
from meetings.minutes.row_fields import ContentRow
from meetings.minutes.wish_fields import WishRow

T = TypeVar("T")
_OPTIONAL_DATE = date | None
Plain = JsonObject  # JSON types: dates are ISO 8601, no date is an empty string
#: The version of the frozen format that is written now.
VERSION = max(
    one.since
    for row in (Attendee, EarlierRow, Section, AgreementRow, LawPoint, KeptRemark, WishRow)
    for one in row.described().values()
)


class UnknownVersion(ValueError):
    """The text was frozen by a later release than this one."""


def freeze(content: MinutesContent, version: int = VERSION) -> Plain:
    """Return `content` in the frozen format of `version`."""
    return {"format": version, **to_plain(content, version)}


def thaw(frozen: Plain) -> MinutesContent:
    """Return the content of a text frozen in this version or an earlier one. Raises UnknownVersion."""
    if frozen["format"] > VERSION:
        raise UnknownVersion(frozen["format"])
    return from_plain(MinutesContent, frozen)


def content_hash(frozen: Plain) -> str:
    """Return the SHA-256 of the canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def equals_frozen(content: MinutesContent, frozen: Plain) -> bool:
    """Return whether the written parts of `content` equal `frozen`, in the version of `frozen`.

    Not compared: attendance, the meeting's facts, the points of the law that were gathered then, and the names of
    initiatives, which may change elsewhere after the text was frozen, and the remarks, which only the frozen text has.
    """
    before = thaw(frozen)
    names = {row.id: row.initiative_name for row in before.agreements}
    names |= {row.id: row.initiative_name for row in before.wishes}
    agreements = tuple(replace(row, initiative_name=names.get(row.id, "")) for row in content.agreements)
    wishes = tuple(replace(row, initiative_name=names.get(row.id, "")) for row in content.wishes)
    now = replace(
        content,
        meeting=before.meeting,
        attendance=before.attendance,
        agreements=agreements,
        wishes=wishes,
        law_points=before.law_points,
        remarks=before.remarks,
    )
    return freeze(now, frozen["format"]) == frozen


def to_plain(row: object, version: int = VERSION) -> Plain:
    """Return the fields of a dataclass as JSON types: the keys of `version`, and later ones that are not empty."""
    plain: Plain = {}
    for name, of, since, default in _fields(type(row)):  # type: ignore[arg-type]  # a class is hashable
        value = getattr(row, name)
        if since <= version or value != default:
            plain[name] = _plain(of, value, version)
    return plain


@cache
def _fields(kind: type) -> list[tuple[str, object, int, object]]:
    """Name, type, first version of the frozen format, and default of each field of a dataclass."""
    described = kind.described() if issubclass(kind, ContentRow) else {}
    since = {name: one.since for name, one in described.items()}
    return [
        (one.name, one.type, since.get(one.name, one.metadata.get("since", 1)), one.default) for one in fields(kind)
    ]


def from_plain(kind: type[T], plain: Mapping[str, object]) -> T:
    """Return a dataclass from its plain form, in which dates may also be `date`. Missing keys get the defaults."""
    known = _fields(kind)  # type: ignore[arg-type]  # a class is hashable
    return kind(**{name: _value(of, plain[name]) for name, of, *_rest in known if plain.get(name) is not None})


def _plain(of: object, value: object, version: int) -> object:
    if of == _OPTIONAL_DATE:
        return value.isoformat() if isinstance(value, date) else ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [to_plain(row, version) for row in value]
    return to_plain(value, version) if is_dataclass(value) else value


def _value(of: Any, plain: object) -> object:
    if of == _OPTIONAL_DATE and isinstance(plain, str):
        return date.fromisoformat(plain) if plain else None
    if isinstance(plain, list):
        return tuple(from_plain(get_args(of)[0], row) for row in plain)
    return from_plain(of, plain) if isinstance(plain, dict) else plain
