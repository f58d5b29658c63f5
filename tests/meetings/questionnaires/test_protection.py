"""No answer can be derived from what is shown of answers without names."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.questionnaires.disclosure_control import Bound, Mean, Tally, shown_mean, sum_shown_tallies, sum_tallies

LEVELS = (1, 2, 3, 4, 5)
minimums = st.integers(3, 6)
counts = st.lists(st.integers(0, 12), min_size=2, max_size=5)


def tally(answers: Sequence[int]) -> Tally:
    return Tally(tuple(sum(one == level for one in answers) for level in LEVELS))


def everybody_who_could_have_answered(size: int, shown: Mean | None, minimum: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many people can have answered, of which the same is shown."""
    for answers in combinations_with_replacement(LEVELS, size):
        one = tally(answers)
        if not one.may_be_shown(minimum) and shown_mean([one], minimum) == shown:
            yield answers


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=7), minimums)
def test_who_knows_the_mean_and_their_own_answer_knows_nothing_of_any_other(answers: list[int], minimum: int) -> None:
    one = tally(answers)
    if one.may_be_shown(minimum):
        return
    shown = shown_mean([one], minimum)
    assert (shown is None) == (len(answers) < max(minimum, 5))
    possible = list(everybody_who_could_have_answered(len(answers), shown, minimum))
    if len(answers) < 2:
        return
    for mine in set(answers):
        others = [list(way) for way in possible if mine in way]
        for way in others:
            way.remove(mine)
        assert {answer for way in others for answer in way} == set(LEVELS), (answers, shown, mine)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=6), minimums)
def test_no_number_under_the_minimum_is_left_when_meetings_are_subtracted(
    meetings: list[tuple[int, int, int]], minimum: int
) -> None:
    """A leader, or all who read what is shown of single meetings together, subtract them from the sum."""
    every = [Tally((yes, no), left_out) for yes, no, left_out in meetings]
    total = sum_shown_tallies(every, minimum)
    if total is None:
        return
    known = [one for one in every if one.people >= minimum and one.may_be_shown(minimum)]
    left = [number - sum(one.counts[place] for one in known) for place, number in enumerate(total.counts)] + [
        total.left_out - sum(one.left_out for one in known)
    ]
    assert min(total.counts) >= minimum
    assert not any(left) or all(number >= minimum for number in left[:2])
    assert left[2] == 0 or left[2] >= minimum or not any(left)
    hidden = [one for one in every if one.people >= minimum and not one.may_be_shown(minimum)]
    assert not any(left) or len(hidden) > 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(LEVELS), min_size=5, max_size=5), min_size=2, max_size=2))
def test_the_mean_of_two_meetings_tells_nothing_of_anybody_to_who_reads_that_of_each(
    meetings: list[list[int]],
) -> None:
    """Somebody who took part in the first meeting knows their own answer too."""
    told = [shown_mean([tally(answers)], 3) for answers in meetings]
    together = shown_mean(map(tally, meetings), 3)
    possible = [
        (first, second)
        for first in everybody_who_could_have_answered(5, told[0], 3)
        for second in everybody_who_could_have_answered(5, told[1], 3)
        if shown_mean([tally(first), tally(second)], 3) == together
    ]
    for mine in set(meetings[0]):
        mates, others = set(), set()
        for first, second in possible:
            if mine in first:
                rest = list(first)
                rest.remove(mine)
                mates |= set(rest)
                others |= set(second)
        assert mates == others == set(LEVELS), (meetings, together, mine)


@given(st.lists(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=9), min_size=1, max_size=5), minimums)
def test_what_is_told_of_a_mean_is_true(meetings: list[list[int]], minimum: int) -> None:
    counted = [answers for answers in meetings if len(answers) >= max(minimum, 5)]
    mean = shown_mean(map(tally, meetings), minimum)
    if mean is None:
        assert not counted
        return
    answers = [answer for one in counted for answer in one]
    off = mean.value - Decimal(sum(answers)) / len(answers)
    assert {Bound.EXACT: abs(off) <= Decimal("0.05"), Bound.AT_LEAST: off <= 0, Bound.AT_MOST: off >= 0}[mean.bound]


@given(counts, minimums)
def test_of_one_meeting_all_numbers_are_shown_or_none(numbers: list[int], minimum: int) -> None:
    one = Tally(tuple(numbers))
    shown = sum_shown_tallies([one], minimum)
    assert shown is None or shown == sum_tallies([one])
    assert (shown is not None) == (min(numbers) >= minimum)
