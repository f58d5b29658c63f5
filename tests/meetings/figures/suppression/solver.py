"""A model of an attacker with every visible table, who knows what each group and each level consists of.

The unknowns are the numbers of persons in each smallest group that give each answer, whole and not negative. Every
number that is shown is an equation or, where it was rounded, an inequality. A mixed-integer program gives the fewest
and the most persons that a suppressed number can be: its feasibility interval.
"""

from dataclasses import dataclass, field
from decimal import Decimal

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

from meetings.figures.table import Table
from snippets.enums import Measure

MAX_PERSONS = 400


@dataclass(frozen=True)
class Visible:
    """A table as it is shown. `groups` and `levels` map the name of each row and column to the smallest groups and
    the answers it consists of (totals: all of them)."""

    table: Table
    measure: Measure
    groups: dict[str, tuple[int, ...]]
    levels: dict[str, tuple[int, ...]]
    respondents: int | None = None


@dataclass
class Solver:
    """`height` smallest groups by `width` answers that together are all answers a group can give."""

    height: int
    width: int
    lines: list[list[float]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def know(self, visible: Visible) -> None:
        everywhere = tuple(range(self.height))
        answers = tuple(range(self.width))
        for row in visible.table.rows:
            groups = visible.groups[row.name]
            for column, cell in zip(visible.table.columns, row.cells, strict=True):
                if cell.number is None or visible.measure == Measure.SCORE:
                    continue
                some = self._sum(groups, visible.levels[column.name])
                if visible.measure == Measure.COUNT:
                    self._between(some, cell.number, cell.number)
                else:
                    self._is_share(some, self._sum(groups, answers), cell.number)
            if row.count is not None and row.count.number is not None:
                self._between(self._sum(groups, answers), row.count.number, row.count.number)
        if visible.respondents is not None:
            everybody = {group for name in visible.groups.values() for group in name}
            whole = self._sum(tuple(sorted(everybody)) or everywhere, answers)
            self._between(whole, visible.respondents, visible.respondents)

    def interval(self, groups: tuple[int, ...], levels: tuple[int, ...]) -> tuple[int, int]:
        """The fewest and the most persons; MAX_PERSONS where nothing limits them."""
        wanted = numpy.array(self._sum(groups, levels))
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * wanted,
                constraints=[LinearConstraint(numpy.array(self.lines), self.low, self.high)] if self.lines else [],
                bounds=Bounds(0, MAX_PERSONS),
                integrality=numpy.ones(len(wanted)),
            )
            assert found.success, "what is shown is true of some numbers"
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]

    def _sum(self, groups: tuple[int, ...], levels: tuple[int, ...]) -> list[float]:
        return [
            float(group in groups and level in levels) for group in range(self.height) for level in range(self.width)
        ]

    def _between(self, line: list[float], low: Decimal | int, high: Decimal | int) -> None:
        self.lines.append(line)
        self.low.append(float(low))
        self.high.append(float(high))

    def _is_share(self, some: list[float], whole: list[float], share: Decimal) -> None:
        """100 · some / whole is `share`, rounded: within half of its last digit."""
        half = Decimal(1).scaleb(int(share.as_tuple().exponent)) / 2
        for edge, low, high in ((share - half, 0, numpy.inf), (share + half, -numpy.inf, 0)):
            line = [100 * one - float(edge) * all_ for one, all_ in zip(some, whole, strict=True)]
            self.lines.append(line)
            self.low.append(low if low == 0 else -numpy.inf)
            self.high.append(high if high == 0 else numpy.inf)
