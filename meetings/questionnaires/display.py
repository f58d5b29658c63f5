"""The results of questionnaires as they are shown: charts, means in words, and quotes."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.charts.chart_component import render_chart
from meetings.figures.values import Value
from meetings.questionnaires.disclosure_control import Bound, Mean
from meetings.questionnaires.enums import NO, YES, QuestionType
from meetings.questionnaires.reading import GivenAnswer, QuestionAnswers


@dataclass(frozen=True)
class ShownQuestion:
    """`chart` is empty where there is no distribution to show, and `mean` where there is no mean."""

    question: str
    chart: SafeString | str
    mean: str
    quotes: tuple[str, ...]
    given: tuple[GivenAnswer, ...]
    is_text: bool
    shows_anything: bool


def shown(one: QuestionAnswers, number: int) -> ShownQuestion:
    """Return the question as shown. `number` tells the drawings of one page apart."""
    chart = render_chart(_chart(one), key=f"q{number}") if one.distributions else ""
    mean = mean_in_words(one.mean) if one.mean is not None else ""
    return ShownQuestion(one.question, chart, mean, one.quotes, one.given, one.is_text, one.shows_anything)


def _chart(one: QuestionAnswers) -> Chart:
    """Levels of a scale as parts of a whole; choices as bars, which have no order."""
    answers = sum(count for _label, count in one.distributions[0].counts)
    series: tuple[Series, ...]
    if one.field_type == QuestionType.CHECKBOXES:
        categories = tuple(each.subject for each in one.distributions)
        series = (Series(_("Chosen by"), tuple(Value.shown(each.counts[0][1]) for each in one.distributions)),)
        kind = ChartKind.BAR
    elif one.field_type == QuestionType.SCALE:
        categories = (_("Answers"),)
        series = tuple(Series(label, (Value.shown(count),)) for label, count in one.distributions[0].counts)
        kind = ChartKind.DISTRIBUTION
    else:
        categories = tuple(label_of(label) for label, _count in one.distributions[0].counts)
        values = tuple(Value.shown(count) for _label, count in one.distributions[0].counts)
        series, kind = (Series(_("Answers"), values),), ChartKind.BAR
    return Chart(
        kind=kind,
        message=one.question,
        categories=categories,
        series=series,
        decimals=0,
        respondents=answers,
        minimum_count=1,
    )


def label_of(label: str) -> str:
    """Return, of one of several choices, whether it was chosen."""
    return {YES: _("Chosen"), NO: _("Not chosen")}.get(label, label)


def mean_in_words(mean: Mean) -> str:
    """Return »Gennemsnit 4,2 af 5«"""
    text = {
        Bound.EXACT: _("On average %(mean)s of 5"),
        Bound.AT_LEAST: _("On average at least %(mean)s of 5"),
        Bound.AT_MOST: _("On average at most %(mean)s of 5"),
    }[mean.bound]
    return text % {"mean": danish_formats.format_number(Decimal(mean.value), 1)}
