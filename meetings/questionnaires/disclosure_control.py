"""What may be shown of answers without names, so that nobody can work out what one person answered.

The rule of figures: no number of fewer than the minimum is shown, 0 included, nor one from which such a number could be
computed (meetings/figures/suppression). Here it is all or nothing for each question: all its numbers are at least the
minimum, or none is shown. For a scale the mean is shown instead; where the exact mean would rule out an answer of
anybody else, also to a reader who knows their own answer, it is replaced by a bound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

SCALE_MIN, SCALE_MAX = 1, 5
#: What is left open of each answer, twice: for the reader's own, and for the other one.
POINTS_LEFT_OPEN = 2 * (SCALE_MAX - SCALE_MIN)
#: With fewer answers the two bounds would meet or cross.
MIN_ANSWERS_OF_MEAN = 5


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
        return sum(level * count for level, count in enumerate(self.counts, start=SCALE_MIN))

    def may_be_shown(self, minimum: int) -> bool:
        """Return whether each count is at least `minimum`, and how many left it out, if anybody did."""
        return min(self.counts) >= minimum and (not self.left_out or self.left_out >= minimum)

    @property
    def low_bound(self) -> int:
        """A sum up to this is shown as "at most"."""
        return SCALE_MIN * self.answers + POINTS_LEFT_OPEN

    @property
    def high_bound(self) -> int:
        """A sum from this on is shown as "at least"."""
        return SCALE_MAX * self.answers - POINTS_LEFT_OPEN


class Bound(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Mean:
    """The mean of a scale with one decimal; or a bound, where the mean itself would tell too much."""

    value: Decimal
    bound: Bound = Bound.EXACT


def sum_tallies(tallies: Sequence[Tally]) -> Tally:
    counts = tuple(sum(column) for column in zip(*(one.counts for one in tallies), strict=True))
    return Tally(counts, sum(one.left_out for one in tallies))


def sum_shown_tallies(tallies: Iterable[Tally], minimum: int) -> Tally | None:
    """Return the sum of what several meetings answered, if it may be shown.

    Leaders read what is shown of their own meeting, and can subtract it. So meetings whose counts are not shown there
    are added only if there are several, and their sum could be shown by itself.
    """
    answered = [one for one in tallies if one.people >= minimum]
    shown = [one for one in answered if one.may_be_shown(minimum)]
    hidden = [one for one in answered if not one.may_be_shown(minimum)]
    if len(hidden) > 1 and sum_tallies(hidden).may_be_shown(minimum):
        shown += hidden
    return sum_tallies(shown) if shown else None


def shown_mean(tallies: Iterable[Tally], minimum: int) -> Mean | None:
    """Return the mean of a scale at one meeting or several; None when too few answered.

    Everybody who answered can subtract their own answer. Of m answers with the sum s the mean is exact while each other
    person may still have answered anything from 1 to 5: while m + 8 < s < 5m - 8. Otherwise it is a bound. Example: 10
    answers with the sum 43. Whoever answered 1 would know that the other nine have 42 of 45 points, so that none of
    them answered 1. "At least 4.2" (42 / 10) is shown.

    Several meetings: the sum is exact if it tells readers of one of them no more than the bounds do. Example: sums of
    43 and 30 with 10 answers each. The second meeting reads its own 3.0, and 73 / 20 would give it the 43 of the first.
    So "at least 3.6" ((42 + 30) / 20) is shown. Meetings whose counts are shown anyway need no bound.
    """
    answered = [one for one in tallies if one.people >= minimum and one.answers >= max(minimum, MIN_ANSWERS_OF_MEAN)]
    if not answered:
        return None
    answers = sum(one.answers for one in answered)
    not_shown = [one for one in answered if not one.may_be_shown(minimum)]
    near_maximum = [one for one in not_shown if one.points >= one.high_bound]
    near_minimum = [one for one in not_shown if one.points <= one.low_bound and one.points < one.high_bound]
    exact_points = sum(one.points for one in answered) - sum(one.points for one in (*near_maximum, *near_minimum))
    fewest_points = sum(one.high_bound for one in near_maximum) + sum(SCALE_MIN * one.answers for one in near_minimum)
    most_points = sum(SCALE_MAX * one.answers for one in near_maximum) + sum(one.low_bound for one in near_minimum)
    points = sum(one.points for one in (*near_maximum, *near_minimum))
    if not (near_minimum and points <= fewest_points + POINTS_LEFT_OPEN) and not (
        near_maximum and points >= most_points - POINTS_LEFT_OPEN
    ):
        return Mean(_rounded(exact_points + points, answers, ROUND_HALF_UP))
    if near_maximum:
        return Mean(_rounded(exact_points + fewest_points, answers, ROUND_FLOOR), Bound.AT_LEAST)
    return Mean(_rounded(exact_points + most_points, answers, ROUND_CEILING), Bound.AT_MOST)


def _rounded(points: int, answers: int, rounding: str) -> Decimal:
    return (Decimal(points) / answers).quantize(Decimal("0.1"), rounding)
