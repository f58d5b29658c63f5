"""Properties of every chart, whatever its kind, size and numbers."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.charts.chart_component import render_chart
from meetings.figures.charts.draw import draw
from meetings.figures.charts.example_charts import EVERY_KIND
from meetings.figures.charts.size import NARROW, PROJECTOR, WIDE
from meetings.figures.values import MISSING, SUPPRESSED, Value
from tests.meetings.figures.charts.charts import BOTH_SIZES, EVERY_SIZE, Drawn, chart, charts

MANY = settings(max_examples=150, deadline=None)


@MANY
@given(charts())
def test_every_drawing_is_well_formed_and_deterministic(any_chart):
    drawn = draw(any_chart)
    ElementTree.fromstring(f"<both>{drawn}</both>")
    assert draw(any_chart) == drawn


@MANY
@given(charts(), st.sampled_from(EVERY_SIZE))
def test_labels_do_not_overlap_or_leave_the_drawing(any_chart, size):
    drawn = Drawn(any_chart, size)
    labels = drawn.labels
    for index, one in enumerate(labels):
        assert one.left >= -1 and one.right <= drawn.width + 1, one
        assert one.top >= -1 and one.bottom <= drawn.height + 1, one
        for other in labels[index + 1 :]:
            assert not one.touches(other), (one, other)


@MANY
@given(charts(), st.decimals(min_value=0, max_value=99, places=2))
def test_a_suppressed_number_does_not_affect_the_drawing(any_chart, secret):
    """Whatever the suppressed number was, the output is identical to the last byte: the chart does not know it."""
    with pytest.raises(ValueError, match="no other value has one"):
        Value(SUPPRESSED.state, secret)
    as_missing = replace(
        any_chart,
        series=tuple(
            Series(one.name, tuple(MISSING if value == SUPPRESSED else value for value in one.values))
            for one in any_chart.series
        ),
    )
    if any_chart.kind == ChartKind.DISTRIBUTION:
        return  # a row with one suppressed part is suppressed whole, which is another test
    for size in BOTH_SIZES:
        assert _marks(Drawn(any_chart, size)) == _marks(Drawn(as_missing, size))


def _marks(drawn):
    """How many bars, parts and stretches there are."""
    return len(drawn.bars), [len(path) for path in drawn.paths]


@MANY
@given(charts())
def test_drawings_satisfy_the_content_security_policy(any_chart):
    drawn = str(render_chart(any_chart))
    assert not re.search(r"\sstyle\s*=|<style|<script|\son[a-z]+=|javascript:|(href|src)=\"https?:", drawn)


@pytest.mark.parametrize("kind", ChartKind)
def test_suppressed_and_missing_have_different_labels(kind):
    with translation.override("da"):
        drawn = str(render_chart(chart(kind, [12, "hidden", "hidden"], [20, None, "hidden"], [30, 4, 5])))
    assert "Ikke vist" in drawn
    assert "Mangler" in drawn
    assert "Ikke vist: Færre end 5 har svaret, eller tallet kunne bruges til at regne et skjult tal ud." in drawn


@pytest.mark.parametrize("kind", ChartKind)
def test_missing_is_never_zero(kind):
    with translation.override("da"):
        drawn = draw(chart(kind, [12, None, 7], decimals=0))
    texts = re.findall(r"<(?:text|desc)[^>]*>([^<]*)<", drawn)
    assert not [words for words in texts if re.search(r"Trin 1: 0|^0 ?%?$", words)] or kind == ChartKind.LINE
    assert "Trin 1: Mangler" in drawn


def test_the_description_gives_the_state_instead_of_suppressed_numbers():
    with translation.override("da"):
        drawn = Drawn(chart(ChartKind.BAR, [12.5, "hidden", None], unit="%"))
    assert drawn.svg.find("{*}desc").text == "Række 0. Trin 0: 12,5\u00a0%; Trin 1: Ikke vist; Trin 2: Mangler."
    assert drawn.svg.find("{*}title").text == "Det siger tallene"


def test_the_drawing_has_a_title_for_screen_readers():
    drawn = Drawn(chart(ChartKind.LINE, [1, 2]))
    assert drawn.svg.get("role") == "img"
    ids = {element.get("id") for element in drawn.svg.iter() if element.get("id")}
    assert {drawn.svg.get("aria-labelledby"), drawn.svg.get("aria-describedby")} <= ids


def test_ids_are_unique_on_a_page():
    one, other = EVERY_KIND[0], replace(EVERY_KIND[0], message="En anden")
    page = "".join([*map(draw, EVERY_KIND), draw(other), draw(one, key="again")])
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 20
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_text_is_escaped_and_cleaned():
    sly = chart(
        ChartKind.BAR, [1], categories=["</text><script>alert(1)</script>\x00\x0b"], names=['"><img src=x onerror=y>']
    )
    for size in BOTH_SIZES:
        drawn = Drawn(replace(sly, message="<b>&</b>\ud800"), size)
        assert not drawn.all("script") and "<script" not in drawn.source and "\x00" not in drawn.source
        assert drawn.svg.find("{*}title").text == "<b>&</b>"


def test_numbers_are_danish():
    with translation.override("da"):
        said = Drawn(chart(ChartKind.BAR, [1204.5, -3], unit="dage")).said
    assert "1.204,5\u00a0dage" in said
    assert "−3,0\u00a0dage" in said


def test_both_sizes_are_drawn_unless_one_is_asked_for():
    both = str(draw(chart(ChartKind.BAR, [1])))
    assert "lr-chart__svg--wide" in both and "lr-chart__svg--narrow" in both
    assert both.count("<svg") == 2
    assert str(draw(chart(ChartKind.BAR, [1]), sizes=(NARROW,))).count("<svg") == 1


def test_more_than_five_lines_become_bars():
    rows = [[1, 2]] * 6
    drawn = Drawn(chart(ChartKind.LINE, *rows))
    assert not drawn.paths and len(drawn.bars) == 12


def test_a_series_has_a_value_for_each_category():
    with pytest.raises(ValueError, match="one value for each category"):
        Chart(ChartKind.BAR, "", ("a", "b"), (Series("", (Value.shown(1),)),))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1e30", "-1e30", "0.0000001"])
@pytest.mark.parametrize("kind", ChartKind)
def test_extreme_numbers_can_be_drawn(kind, number):
    for size in (WIDE, NARROW):
        Drawn(chart(kind, [Decimal(number), 3]), size)


def test_the_whole_figure_has_message_source_period_answers_and_table():
    with translation.override("da"):
        drawn = str(
            render_chart(
                chart(ChartKind.BAR, [6.4, "hidden"], unit="%", source="STIL", period="2026", respondents=1214)
            )
        )
    assert "Det siger tallene</p>" in drawn
    assert "Kilde: STIL · 2026 · 1.214 besvarelser" in " ".join(drawn.split())
    table = drawn[drawn.index("<table") :]
    assert "6,4\u00a0%" in table and "Ikke vist" in table


def test_a_number_of_answers_under_the_minimum_is_not_shown():
    with translation.override("da"):
        drawn = str(render_chart(chart(ChartKind.BAR, ["hidden"], respondents=3)))
    assert "færre end 5 besvarelser" in drawn
    assert "3 besvarelser" not in drawn


@pytest.mark.parametrize(
    ("stored", "kind"),
    [("grouped_bar", ChartKind.BAR), ("stacked", ChartKind.DISTRIBUTION), ("diverging", ChartKind.DISTRIBUTION),
     ("sparkline", ChartKind.LINE)],
)  # fmt: skip
def test_former_kinds_are_mapped_to_present_ones(stored, kind):
    assert ChartKind(stored) == kind


def test_for_a_projector_all_text_is_large_enough():
    """Readable from four metres: 28 pixels on a screen of 1920 by 1080, where the drawing is not scaled up."""
    for one in EVERY_KIND:
        drawn = Drawn(one, PROJECTOR)
        shown_at = min(1, 0.58 * 1080 / drawn.height)  # what is higher is scaled to fit
        assert min(float(text.get("font-size")) for text in drawn.all("text")) * shown_at >= 28
        assert drawn.width <= 1700
