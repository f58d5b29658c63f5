"""Figures as blocks of a document: the drawing of the site, its numbers as a table, and the same as a file."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from foundation.text.danish_slug import danish_slug
from meetings.exports.content.document import Attachment, ChartDrawing, Line, Table
from meetings.exports.content.texts import cell
from meetings.figures.build_chart import build_chart, charts_for
from meetings.figures.charts.draw import draw
from meetings.figures.charts.size import WIDE
from meetings.figures.charts.text_alternative import chart_notes, description, format_respondents
from meetings.figures.export import as_csv
from meetings.figures.formatting import describe_facts, describe_hidden, table_context
from snippets.enums import Measure

if TYPE_CHECKING:
    from meetings.evidence.body import BodyFigures
    from meetings.figures.models import Dataset


def chart_of(dataset: "Dataset", figures: "BodyFigures") -> ChartDrawing | None:
    """Return the chart that was chosen, with all numbers of the dataset; None without a chart."""
    if not figures.chart or not charts_for(dataset.figures, Measure(dataset.measure), figures.rows_are_series):
        return None
    chart = build_chart(dataset, kind=figures.chart, message=figures.message, rows_are_series=figures.rows_are_series)
    about = [describe_facts(dataset) or format_respondents(chart), *chart_notes(chart)]
    return ChartDrawing(
        svg=str(draw(chart, key=f"export-{dataset.pk}", sizes=(WIDE,))),
        alternative=f"{chart.message}. {description(chart)}",
        caption=chart.message,
        notes=tuple(note for note in about if note),
        numbers=table_of(dataset),
        attachment=attachment_of(dataset),
    )


def table_of(dataset: "Dataset") -> Table:
    """Return all numbers of the dataset as they may be shown."""
    context = table_context(dataset)
    header = tuple(str(column["label"]) for column in context["columns"])
    rows = tuple(tuple(_cell(value) for value in row) for row in context["rows"])
    hidden = describe_hidden(dataset)
    caption = f"{dataset.title} · {describe_facts(dataset)}".strip(" ·")
    return Table(header, rows, (3, *(1 for _column in header[1:])), f"{caption}. {hidden}" if hidden else caption)


def attachment_of(dataset: "Dataset") -> Attachment:
    name = danish_slug(f"{dataset.title} {dataset.pk}", max_length=60) or f"tal-{dataset.pk}"
    about = _("The numbers of the figure “%(title)s”") % {"title": dataset.title}
    return Attachment(f"{name}.csv", as_csv(dataset), "text/csv", about)


def _cell(value: str | dict[str, str]) -> Line:
    return cell(value if isinstance(value, str) else value["missing"])
