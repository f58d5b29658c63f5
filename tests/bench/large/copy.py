"""One copy of an Original: its keys, names, years, hashes, and how a value of the original becomes the copy's."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

Row = tuple[type[Model], int]


@dataclass
class Copy:
    """`first` is the new key of the first row of each model, `names` what is called otherwise (old -> new), `outside`
    the keys that stand for those of rows that are not copied, `paths` the new paths of the topmost pages."""

    first: dict[type[Model], int]
    names: dict[str, str]
    outside: dict[Row, int]
    paths: list[str]
    years_back: int = 0
    hashes: dict[str, str] = field(default_factory=dict)
    uuids: dict[str, uuid.UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names |= {in_json(old): in_json(new) for old, new in self.names.items()}

    def fresh(self, text: str, value: Any) -> Any:
        """Another UUID for this one, the same each time, written in the same way."""
        new = self.uuids.setdefault(text.replace("-", ""), uuid.uuid4())
        if isinstance(value, uuid.UUID):
            return new
        return str(new) if "-" in text else new.hex

    def day(self, value: date) -> date:
        year = value.year - self.years_back
        try:
            return value.replace(year=year)
        except ValueError:  # 29 February
            return value.replace(year=year, day=28)

    def years(self, text: str) -> str:
        """2026, 2026/2027, 2026-2027 or 2026-11-29, so many years back."""
        first, rest = str(int(text[:4]) - self.years_back), text[4:]
        if len(rest) == 5:
            return f"{first}{rest[0]}{int(rest[1:]) - self.years_back}"
        return first + ("-02-28" if rest == "-02-29" else rest)


def in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def root(model: type[Model]) -> type[Model]:
    """The model whose keys its rows have: Page for every type of page."""
    while model._meta.parents:
        model = next(iter(model._meta.parents))
    return model
