"""How long a drawing takes beside the table of the same numbers, for the bench.

seconds = chart_seconds()   # {"drawing": …, "table": …}, each of one chart of every kind
"""

from collections.abc import Callable
from time import perf_counter


def chart_seconds(rounds: int = 30) -> dict[str, float]:
    """The shortest of several runs, so that what else the machine does counts little. Django must be set up."""
    from django.template import engines

    from meetings.figures.charts.draw import draw
    from meetings.figures.charts.examples import EVERY_KIND
    from meetings.figures.charts.table import columns, rows

    table = engines["django"].from_string('{% component "data_table" columns=columns rows=rows %}')

    def drawn() -> None:
        for chart in EVERY_KIND:
            draw(chart)

    def tabled() -> None:
        for chart in EVERY_KIND:
            table.render({"columns": columns(chart), "rows": rows(chart)})

    return {"drawing": _shortest(drawn, rounds), "table": _shortest(tabled, rounds)}


def _shortest(act: Callable[[], None], rounds: int) -> float:
    times = []
    for _round in range(rounds):
        began = perf_counter()
        act()
        times.append(perf_counter() - began)
    return min(times)
