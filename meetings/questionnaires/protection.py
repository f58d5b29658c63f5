"""What may be shown of answers without names, so that nobody can work out what one person answered.

The rule of figures: no number of fewer than the minimum is shown, 0 included, nor one from which such a number could be
computed (meetings/figures/suppression). Here it is all or nothing for each question: all its numbers are at least the
minimum, or none is shown. Of a scale the mean is shown instead, as exactly as leaves every answer possible for each
other person, also to somebody who knows their own answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

LOWEST, HIGHEST = 1, 5
#: What is left open of each answer, twice: for the reader's own, and for the other one.
SPAN = 2 * (HIGHEST - LOWEST)
#: Of fewer answers the two bounds would meet or cross.
FEWEST = 5


@dataclass(frozen=True)
class Tally:
    """How often each option of one question was chosen, in their order, and how many left it out."""

    counts: tuple[int, ...]
    left_out: int = 0

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def people(self) -> int:
        return self.answers + self.left_out

    @property
    def points(self) -> int:
        """The sum of the answers of a scale."""
        return sum(level * count for level, count in enumerate(self.counts, start=LOWEST))

    def may_be_shown(self, minimum: int) -> bool:
        """Whether each count is at least `minimum`, and how many left it out, if anybody did."""
        return min(self.counts) >= minimum and (not self.left_out or self.left_out >= minimum)

    @property
    def low(self) -> int:
        """Up to so many points are told as a bound."""
        return LOWEST * self.answers + SPAN

    @property
    def high(self) -> int:
        """From so many points on they are told as a bound."""
        return HIGHEST * self.answers - SPAN


class Bound(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Mean:
    """The mean of a scale with one decimal; or a bound, where the mean itself would tell too much."""

    value: Decimal
    bound: Bound = Bound.EXACT


def added(tallies: Sequence[Tally]) -> Tally:
    counts = tuple(sum(column) for column in zip(*(one.counts for one in tallies), strict=True))
    return Tally(counts, sum(one.left_out for one in tallies))


def counted_together(tallies: Iterable[Tally], minimum: int) -> Tally | None:
    """The sum of what several meetings answered, if it may be shown.

    Leaders read what is shown of their own meeting, and can subtract it. So meetings whose counts are not shown there
    are added only if there are several, and their sum could be shown by itself.
    """
    every = [one for one in tallies if one.people >= minimum]
    shown = [one for one in every if one.may_be_shown(minimum)]
    hidden = [one for one in every if not one.may_be_shown(minimum)]
    if len(hidden) > 1 and added(hidden).may_be_shown(minimum):
        shown += hidden
    return added(shown) if shown else None


def shown_mean(tallies: Iterable[Tally], minimum: int) -> Mean | None:
    """The mean of a scale at one meeting or several; None when too few answered.

    Of m answers with the sum s, everybody who answered can subtract their own. What each of the others answered is
    still open, from 1 to 5, while s is between m + 8 and 5m - 8. Beyond, only that is told. In a sum of meetings those
    of which only that is told are added exactly where the same holds for their sum, to readers of each of them;
    otherwise with what is told.
    """
    every = [one for one in tallies if one.people >= minimum and one.answers >= max(minimum, FEWEST)]
    if not every:
        return None
    answers = sum(one.answers for one in every)
    unknown = [one for one in every if not one.may_be_shown(minimum)]
    high = [one for one in unknown if one.points >= one.high]
    low = [one for one in unknown if one.points <= one.low and one.points < one.high]
    known = sum(one.points for one in every) - sum(one.points for one in (*high, *low))
    least = sum(one.high for one in high) + sum(LOWEST * one.answers for one in low)
    most = sum(HIGHEST * one.answers for one in high) + sum(one.low for one in low)
    points = sum(one.points for one in (*high, *low))
    if not (low and points <= least + SPAN) and not (high and points >= most - SPAN):
        return Mean(_rounded(known + points, answers, ROUND_HALF_UP))
    if high:
        return Mean(_rounded(known + least, answers, ROUND_FLOOR), Bound.AT_LEAST)
    return Mean(_rounded(known + most, answers, ROUND_CEILING), Bound.AT_MOST)


def _rounded(points: int, answers: int, how: str) -> Decimal:
    return (Decimal(points) / answers).quantize(Decimal("0.1"), how)
