"""Format values for display: numbers in Danish notation, suppressed and missing ones by the label of their state."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.figures.measure import MeasureGuess
from meetings.figures.table import Table
from meetings.figures.values import Value
from snippets.enums import Measure

if TYPE_CHECKING:
    from meetings.figures.models import Dataset


def format_value(value: Value, decimals: int | None, unit: str = "") -> str:
    """Return the value, for example "7,3 %", "Ikke vist" or "Mangler"."""
    if value.number is None:
        return str(value.state.label)
    written = danish_formats.format_number(value.number, decimals)
    return f"{written}{danish_formats.NO_BREAK}{unit}" if unit else written


def table_context(dataset: "Dataset") -> dict[str, list[Any]]:
    """Return `columns` and `rows` for the component data_table."""
    table = dataset.figures
    columns = [{"label": table.corner or _("Name"), "number": False}]
    columns += [{"label": column.name, "number": True} for column in table.columns]
    if table.has_counts:
        columns.append({"label": _("Answers"), "number": True})
    return {"columns": columns, "rows": _rows(table, dataset.decimals, dataset.unit_of_measure)}


def _rows(table: Table, decimals: int, unit: str) -> list[list[str | dict[str, str]]]:
    rows = []
    for row in table.rows:
        cells: list[str | dict[str, str]] = [row.name, *(_cell(cell, decimals, unit) for cell in row.cells)]
        if table.has_counts:
            cells.append({"missing": "–"} if row.count is None else _cell(row.count, 0, ""))
        rows.append(cells)
    return rows


def _cell(value: Value, decimals: int, unit: str) -> str | dict[str, str]:
    text = format_value(value, decimals, unit)
    return {"missing": text} if value.number is None else text


def describe_facts(dataset: "Dataset") -> str:
    """Return source, period, number of answers and response rate, as the line under the figures."""
    parts = [
        _("Source: %(source)s") % {"source": dataset.source} if dataset.source else "",
        dataset.period,
        _("%(count)s answers") % {"count": danish_formats.format_number(dataset.respondent_count)}
        if dataset.respondent_count is not None
        else "",
        _("%(rate)s answered") % {"rate": danish_formats.format_percent(dataset.response_rate)}
        if dataset.response_rate is not None
        else "",
    ]
    return " · ".join(part for part in parts if part)


def describe_hidden(dataset: "Dataset") -> str:
    """Explain why some figures are not shown; empty when all are."""
    figures = dataset.figures
    if not figures.hidden_cells:
        return ""
    if figures.shows_none:
        return _(
            "None of these figures are shown: each is of fewer than %(minimum)s persons, or would disclose "
            "such a figure together with others. It does not mean 0."
        ) % {"minimum": dataset.minimum_count}
    return _(
        "“Not shown” means that the figure is of fewer than %(minimum)s persons, or that it would disclose a "
        "hidden one. It does not mean 0."
    ) % {"minimum": dataset.minimum_count}


def describe_measure(guess: MeasureGuess) -> list[str]:
    """Say that the figures are read as another measure than the chosen one, and why; empty when they are not."""
    if not guess.why:
        return []
    return [
        _("The figures are read as: %(measure)s. The reason: %(why)s.")
        % {"measure": Measure(guess.measure).label, "why": guess.why}
    ]


def describe_all_hidden(measure: Measure, minimum: int) -> str:
    """Explain why no figure can be shown, and what to choose instead."""
    why = {
        Measure.SHARE: _(
            "None of the figures can be shown. They are read as shares of persons, and each is of fewer than "
            "%(minimum)s persons or would disclose one that is. Join small groups or levels of answers. If "
            "they are averages, days or points, write so in the heading and choose it under “More about the "
            "figures”."
        ),
        Measure.COUNT: _(
            "None of the figures can be shown. They are read as numbers of persons, and each is under "
            "%(minimum)s or would disclose one that is. Join small groups. If they are days, hours or "
            "points, write so in the heading and choose it under “More about the figures”."
        ),
        Measure.SCORE: _(
            "None of the figures can be shown: fewer than %(minimum)s persons answered in each group, or a "
            "figure would disclose a group where fewer did. Join small groups, or bring the figures of the "
            "whole unit."
        ),
    }
    return why[measure] % {"minimum": minimum}
