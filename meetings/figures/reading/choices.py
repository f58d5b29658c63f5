"""The user's choices on how a sheet is read: where the names are, which columns hold figures, what a dash means."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ColumnRole(TextChoices):
    NAME = "name", _("Names the row")
    VALUE = "value", _("Figures")
    FRACTION = "fraction", _("Figures: 0.07 is read as 7 %")
    COUNT = "count", _("Number of answers behind")
    ACROSS = "across", _("Names the columns")
    OUT = "out", _("Leave out")


FIGURE_ROLES = frozenset({ColumnRole.VALUE, ColumnRole.FRACTION})


class DashMeans(StrEnum):
    ASK = ""
    ZERO = "zero"
    MISSING = "missing"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class LayoutChoices:
    """Line numbers count from 1, as in the file. `header_line` is 0 without a header; `header_lines` is 1 or 2 and
    counts upwards from it. `last_line` is the last line with figures. `left_out` holds lines the user has left out."""

    header_line: int
    header_lines: int
    last_line: int
    roles: tuple[ColumnRole, ...]
    dash: DashMeans = DashMeans.ASK
    left_out: frozenset[int] = field(default_factory=frozenset)

    @property
    def first_line(self) -> int:
        return self.header_line + 1
