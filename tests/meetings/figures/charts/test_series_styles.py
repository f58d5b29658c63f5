"""Charts are readable without colour: neighbours differ in lightness, and text has contrast."""

import itertools

import pytest

from foundation.brand_colours import PAPER, contrast
from meetings.figures.charts.series_styles import (
    AROUND_THE_MIDDLE,
    DASHES,
    LIGHT_TO_DARK,
    LINE_COLOURS,
    MARKERS,
    SERIES,
    level_tones,
)
from meetings.figures.charts.svg_elements import INK, SOFT

READABLE, GRAPHIC, TELLABLE = 4.5, 3.0, 1.3


@pytest.mark.parametrize("family", [SERIES, LIGHT_TO_DARK, AROUND_THE_MIDDLE])
def test_neighbours_differ_in_a_grey_print(family):
    for one, other in itertools.pairwise(family):
        assert contrast(one.ground, other.ground) >= TELLABLE, (one, other)


@pytest.mark.parametrize("levels", [2, 3, 4, 5])
@pytest.mark.parametrize("diverging", [True, False])
def test_fewer_levels_are_further_apart(levels, diverging):
    tones = level_tones(levels, diverging=diverging)
    assert len(tones) == len(set(tones)) == levels
    grounds = [tone.ground for tone in tones]
    for one, other in itertools.pairwise(tones):
        assert contrast(one.ground, other.ground) >= TELLABLE or one.pattern != other.pattern, grounds


@pytest.mark.parametrize("tone", [*LIGHT_TO_DARK, *AROUND_THE_MIDDLE])
def test_text_has_contrast_in_its_part(tone):
    assert contrast(tone.on, tone.ground) >= READABLE


@pytest.mark.parametrize("ground", ["#ffffff", PAPER])
def test_text_and_lines_have_contrast_with_the_page(ground):
    assert contrast(INK, ground) >= READABLE and contrast(SOFT, ground) >= READABLE
    assert all(contrast(colour, ground) >= GRAPHIC for colour in LINE_COLOURS)


def test_every_line_has_a_dash_and_a_marker_of_its_own():
    assert len(set(DASHES)) == len(set(MARKERS)) == len(LINE_COLOURS)


def test_patterns_differ_from_their_ground():
    assert all(contrast(tone.ink, tone.ground) >= GRAPHIC for tone in SERIES if tone.pattern)


@pytest.mark.parametrize("tone", [*SERIES, *LIGHT_TO_DARK, *AROUND_THE_MIDDLE])
def test_no_traffic_light_colours(tone):
    """No ground is a strong red, yellow or green."""
    red, green, blue = (int(tone.ground[at : at + 2], 16) for at in (1, 3, 5))
    assert not (green > red + 40 and green > blue + 40)
    assert not (red > 180 and green < 100 and blue < 100)
