"""Ticks of an axis, and positions between them."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.figures.charts.scale import Scale, decimals_of, nice_ticks

numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 3))


@given(numbers, numbers)
def test_ticks_enclose_the_numbers_and_are_few(one, other):
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high)
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(set(ticks))
    slack = (ticks[1] - ticks[0]) * 1e-6
    assert ticks[0] <= low + slack and ticks[-1] >= high - slack


def test_ticks_are_round():
    assert nice_ticks(0, 7.9) == [0, 2, 4, 6, 8]
    assert nice_ticks(0, 100) == [0, 50, 100] or nice_ticks(0, 100) == [0, 25, 50, 75, 100]
    assert decimals_of(nice_ticks(3.4, 4.6)) == 1


def test_a_scale_without_width_has_one_place():
    assert Scale(3, 3, 10, 20)(99) == 10
