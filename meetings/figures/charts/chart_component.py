"""A chart as a component of a page: message, drawing, source, and the same numbers as a table."""

from typing import cast

from django.template import engines
from django.utils.safestring import SafeString

from meetings.figures.charts.chart import Chart
from meetings.figures.charts.draw import draw
from meetings.figures.charts.prepare_chart import prepare_chart
from meetings.figures.charts.size import NARROW, WIDE, Size
from meetings.figures.charts.table import table_columns, table_rows
from meetings.figures.charts.text_alternative import chart_notes, format_respondents

_COMPONENT = (
    '{% component "chart" message=message drawing=drawing columns=columns rows=rows source=source period=period '
    "respondents=respondents notes=notes %}"
)


def component_arguments(chart: Chart, *, key: str = "", sizes: tuple[Size, ...] = (WIDE, NARROW)) -> dict[str, object]:
    """Return the arguments of the component `chart`."""
    chart = prepare_chart(chart)
    return {
        "message": chart.message,
        "drawing": draw(chart, key=key, sizes=sizes),
        "columns": table_columns(chart),
        "rows": table_rows(chart),
        "source": chart.source,
        "period": chart.period,
        "respondents": format_respondents(chart),
        "notes": chart_notes(chart),
    }


def render_chart(chart: Chart, *, key: str = "") -> SafeString:
    """Return the rendered component."""
    return cast(SafeString, engines["django"].from_string(_COMPONENT).render(component_arguments(chart, key=key)))
