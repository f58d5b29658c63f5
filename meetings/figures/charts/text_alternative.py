"""Texts of a chart: formatted values, notes and the description, shared by drawing, table and text alternative."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.text import danish_formats
from meetings.figures.charts.chart import Chart
from meetings.figures.values import Value, ValueState


def format_number(number: Decimal | float, *, unit: str, decimals: int) -> str:
    """Return 6,4 % or 12 dage, with a no-break space."""
    written = danish_formats.format_number(number, decimals).replace("-", "−")
    return f"{written}{danish_formats.NO_BREAK}{unit}" if unit else written


def describe_value(value: Value, chart: Chart) -> str:
    """Return the number, or "Ikke vist" or "Mangler"."""
    if value.number is None:
        return str(ValueState(value.state).label)
    return format_number(value.number, unit=chart.unit, decimals=chart.decimals)


def format_respondents(chart: Chart) -> str:
    """Return "214 besvarelser"; a number under the minimum is suppressed."""
    if chart.respondents is None:
        return ""
    if chart.respondents < chart.minimum_count:
        return _("fewer than %(count)s answers") % {"count": chart.minimum_count}
    return ngettext("%(count)s answer", "%(count)s answers", chart.respondents) % {
        "count": danish_formats.format_number(chart.respondents)
    }


def chart_notes(chart: Chart) -> list[str]:
    """Return explanations of the states and breaks that occur in the chart."""
    states = {value.state for series in chart.series for value in series.values}
    sentences = []
    if ValueState.SUPPRESSED in states:
        sentences.append(
            _("Not shown: the figure is based on fewer than %(count)s answers, or would disclose one that is.")
            % {"count": chart.minimum_count}
        )
    if ValueState.MISSING in states:
        sentences.append(_("Missing: there is no figure."))
    if chart.breaks:
        sentences.append(_("Break in the series: figures before and after it can't be compared."))
    return sentences


def series_without_numbers(chart: Chart, state: ValueState) -> list[tuple[str, list[str]]]:
    """Return each series with values in `state`, with the categories of those values."""
    found = []
    for series in chart.series:
        where = [name for name, value in zip(chart.categories, series.values, strict=True) if value.state == state]
        if where:
            found.append((series.name, where))
    return found


def join_names(names: Iterable[str]) -> str:
    """Return "a, b og c"."""
    *first, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def description(chart: Chart) -> str:
    """Return the text alternative: every series with its values, or the states of those without a number."""
    if len(chart.series) * len(chart.categories) > 60:
        return _("The figures are in the table.")
    sentences = []
    for series in chart.series:
        values = "; ".join(
            f"{category}: {describe_value(value, chart)}"
            for category, value in zip(chart.categories, series.values, strict=True)
        )
        sentences.append(f"{series.name}. {values}." if series.name else f"{values}.")
    return " ".join(sentences)
