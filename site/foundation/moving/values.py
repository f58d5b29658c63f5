"""One column in both databases: a value of SQLite as PostgreSQL stores it, and in a form that can be compared."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Context, Decimal
from typing import Any
from uuid import UUID

#: NUL in JSON, written as an escape that no backslash takes the meaning from.
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_EXACT = Context(prec=400)


class CannotBeStored(ValueError):
    """PostgreSQL does not take this value; the message says why, and never quotes it."""


@dataclass(frozen=True)
class DatabaseColumn:
    """`data_type`, `length` and `scale` as in PostgreSQL's information_schema."""

    name: str
    data_type: str
    length: int | None = None
    scale: int | None = None

    def from_sqlite(self, value: object) -> object:
        """The value as it is handed to PostgreSQL. Raises CannotBeStored."""
        if value is None:
            return None
        try:
            made = _FROM_SQLITE[self.data_type](value)
        except KeyError:
            raise CannotBeStored(f"columns of type {self.data_type} are unknown to this command") from None
        except (ValueError, TypeError, AttributeError, ArithmeticError):
            raise CannotBeStored(f"it is not of type {self.data_type}") from None
        if isinstance(made, Decimal):
            made = made.quantize(Decimal(1).scaleb(-(self.scale or 0)))
        if isinstance(made, str):
            self._require_storable(made)
        return made

    def comparable(self, value: object) -> object:
        """`value` as `from_sqlite` returns it, or as it is read from PostgreSQL (JSON as text): equal when stored
        equally. Raises CannotBeStored."""
        if value is None:
            return None
        if self.data_type == "jsonb":
            return _canonical_json(str(value))
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return bytes(value) if isinstance(value, memoryview) else value

    def _require_storable(self, text: str) -> None:
        if "\0" in text or (self.data_type == "jsonb" and _NUL.search(text)):
            raise CannotBeStored("it contains the character NUL")
        if self.length is not None and len(text) > self.length:
            raise CannotBeStored(f"it has {len(text)} characters, and at most {self.length} are allowed")


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: int) -> bool:
    return bool((0, 1).index(value))


def _moment(value: str) -> datetime:
    """Django writes moments in UTC and without zone."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_FROM_SQLITE: dict[str, Callable[[Any], object]] = {
    "smallint": _whole,
    "integer": _whole,
    "bigint": _whole,
    "boolean": _flag,
    "text": _text,
    "character varying": _text,
    "jsonb": _text,
    "bytea": bytes,
    "uuid": UUID,
    "date": date.fromisoformat,
    "time without time zone": time.fromisoformat,
    "timestamp with time zone": _moment,
    "double precision": float,
    "numeric": lambda value: Decimal(repr(value) if isinstance(value, float) else value),
}


def _canonical_json(text: str) -> str:
    """The same text for the same JSON, however it was written: PostgreSQL keeps neither order nor spelling."""
    try:
        data = json.loads(text, parse_int=Decimal, parse_float=Decimal, parse_constant=_refuse)
        written = json.dumps(data, default=_number, sort_keys=True, ensure_ascii=False)
        written.encode()
    except ValueError:  # not JSON, NaN, or half of a pair of surrogates
        raise CannotBeStored("it is no JSON that PostgreSQL takes") from None
    return written


def _number(number: Decimal) -> dict[str, str]:
    return {"": format(number.normalize(_EXACT), "f") if number else "0"}


def _refuse(name: str) -> None:
    raise ValueError(name)
