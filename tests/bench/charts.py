"""Drawing a chart of every kind against rendering the tables of the same numbers."""

from django.template import engines

from meetings.figures.charts.draw import draw
from meetings.figures.charts.example_charts import EVERY_KIND
from meetings.figures.charts.table import table_columns, table_rows
from tests.bench.pairs import Ratio, in_turn


def measure() -> Ratio:
    table = engines["django"].from_string('{% component "data_table" columns=columns rows=rows %}')

    def drawn() -> None:
        for chart in EVERY_KIND:
            draw(chart)

    def tabled() -> None:
        for chart in EVERY_KIND:
            table.render({"columns": table_columns(chart), "rows": table_rows(chart)})

    return in_turn("a chart of every kind, drawn", drawn, "the tables of the same numbers", tabled, pairs=9, repeat=10)
