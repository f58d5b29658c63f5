"""What a file would do: each row against the database, with its problems. Nothing is stored."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import SCOPE, Role, Scope
from accounts.user import User
from meetings.first_day.people_file.file_rows import FileRow
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage


class Status(models.TextChoices):
    NEW = "new", _("New rows")
    CHANGED = "changed", _("Changed rows")
    UNCHANGED = "unchanged", _("Unchanged rows")


@dataclass
class PlannedRow:
    """`acts` are sentences on what will happen, `problems` on what is to be corrected in the file.

    `unit` is None for a unit that is yet to be created in `area`; `held` are the roles that the person has there: the
    one of today, or one that begins later, or both.
    """

    row: FileRow
    status: Status = Status.UNCHANGED
    acts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    area: AreaPage | None = None
    unit: UnitPage | None = None
    role: Role | None = None
    user: User | None = None
    held: list[Membership] = field(default_factory=list)
    starts_on: date | None = None
    ends_on: date | None = None
    new_name: str = ""
    #: Columns of `membership` that get another value.
    days: dict[str, date | None] = field(default_factory=dict)
    #: The last day is over: the role is not given, and ends where the person has it.
    is_over: bool = False
    #: The role is handed over to somebody else.
    is_left_alone: bool = False

    @property
    def is_unit_only(self) -> bool:
        return not (self.row.mail or self.row.name or self.row.role)

    @property
    def scope(self) -> Scope | None:
        return SCOPE[self.role] if self.role else None

    @property
    def membership(self) -> Membership | None:
        """The one whose days the row has."""
        return self.held[-1] if self.held else None

    @property
    def gives_role(self) -> bool:
        return self.role is not None and not self.held and not self.is_over and not self.is_left_alone

    @property
    def place(self) -> str:
        """The unit or area of the role; empty for the whole municipality."""
        if self.scope is Scope.MUNICIPALITY:
            return ""
        return (self.area.title if self.area else self.row.area) if self.scope is Scope.AREA else self.row.unit

    def becomes(self, status: Status, act: str) -> None:
        """New is more than changed."""
        self.acts.append(act)
        if self.status != Status.NEW:
            self.status = status


@dataclass(frozen=True)
class Plan:
    """`ending` are roles that a file gave and this one does not have, and those whose last day in it is over."""

    rows: list[PlannedRow]
    ending: list[Membership]

    @property
    def with_problems(self) -> list[PlannedRow]:
        return [one for one in self.rows if one.problems]

    def rows_with(self, status: Status) -> list[PlannedRow]:
        """Without the unchanged rows whose role is among those that end."""
        found = [one for one in self.rows if one.status == status and not one.problems]
        if status != Status.UNCHANGED:
            return found
        ends = {row.pk for row in self.ending}
        return [one for one in found if not one.is_over or ends.isdisjoint(row.pk for row in one.held)]

    @property
    def new_people(self) -> int:
        return len({one.row.address for one in self.rows if one.gives_role and one.user is None})

    @property
    def does_something(self) -> bool:
        return bool(self.ending) or any(one.status != Status.UNCHANGED for one in self.rows)

    @cached_property
    def counts(self) -> dict[str, int]:
        return {**{status.value: len(self.rows_with(status)) for status in Status}, "ended": len(self.ending)}

    @property
    def problems(self) -> list[dict[str, object]]:
        return [{"row": one.row.number, "problem": text} for one in self.rows for text in one.problems]

    @cached_property
    def fingerprint(self) -> str:
        """Differs when the same file would do something else, because somebody changed something meanwhile."""
        plain = [[one.row.number, one.status.value, one.acts, one.problems] for one in self.rows]
        text = json.dumps([plain, [row.pk for row in self.ending]])
        return hashlib.sha256(text.encode()).hexdigest()
